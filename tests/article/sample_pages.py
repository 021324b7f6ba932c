"""Small pages of our own writing, in the shapes that news arrives in."""

STORY = [
    "The transport ministers of Norland and Vestria signed an agreement on Tuesday to reopen the rail tunnel "
    "between the two countries, which has been closed since a fire in 2019.",
    '"This is a good day for everyone who lives along the border," said Anna Lund, the transport minister of Norland, '
    "after the ceremony in the border town of Karsholm.",
    "Work on the tunnel is expected to begin in the spring and to take about eighteen months, according to the "
    "ministry. The cost was put at 240 million crowns.",
    "Residents on both sides have asked for the tunnel for years, because the road over the pass is often closed "
    "by snow.",
    "Opposition parties in Vestria said that they would ask for a debate in parliament before any money was spent.",
]

OTHER = [
    "A storm that crossed the southern coast on Monday night left about 40,000 homes without power, the grid operator "
    "said. "
    "Crews were working to repair the lines, and most homes were expected to have power again by Wednesday.",
    "No one was hurt, but several roads were closed by fallen trees, and two ferries were held in port until the "
    "morning.",
]

_BOX = """Comments

No comments yet...

Related Articles

Storm leaves forty thousand homes without power on the coast
Storm leaves forty thousand homes without power on the coast

Dawn

time5 hours ago

  • Dawn

"""

HEADER_DATED = " date 2024-03-12 \n\n\n\nKarachi: " + "\n\n\n\n".join(STORY) + "\n\n\n"

WIRE = " date 2024-03-12 New Delhi, March 12 (IANS) " + "\n\n".join(STORY) + "\n"

AGGREGATOR = f"""logo
Ministers sign agreement to reopen border tunnel

Ministers sign agreement to reopen border tunnel

The Hindu3 days ago
{STORY[0]}
{STORY[1]}
New THT newsletter: Border Watch
Sign up to get the latest news from the border, alongside other THT newsletters
{STORY[2]}
{STORY[3]}
{STORY[4]}
Orange background

Try Our AI Features

Explore what Newsbox AI can do for you:

{_BOX}\
{OTHER[0]} New Dawn newsletter: Coast Watch Sign up to get the latest from the coast and other newsletters {OTHER[1]}

DOWNLOAD THE APP

Get Started Now: Download the App

Ready to see more? Download Newsbox app today from your preferred app store and start exploring.
app-storeplay-store
"""

NO_BODY = f"""logo
Parliament votes on the budget after a night of talks

Parliament votes on the budget after a night of talks

The Hindu2 days ago
{_BOX}\
{OTHER[0]}
{OTHER[1]}

DOWNLOAD THE APP
"""

_MENU = "".join(f'<li><a href="/{w}">{w}</a></li>' for w in ("Home", "World", "Politics", "Business", "Sport"))
_CARDS = "".join(
    f'<div class="card teaser"><a href="/t{n}">Another story number {n} that readers may like to read</a></div>'
    for n in range(4)
)

HTML = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Ministers sign agreement to reopen border tunnel | The Karsholm Post</title>
<link rel="canonical" href="https://post.example/2024/03/12/tunnel">
<meta property="og:title" content="Ministers sign agreement to reopen border tunnel">
<meta property="og:site_name" content="The Karsholm Post">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Ministers sign agreement to reopen border tunnel", "datePublished": "2024-03-12T09:30:00+01:00",
"dateModified": "2024-03-13T08:00:00+01:00", "author": [{{"@type": "Person", "name": "Erik Holm"}}],
"publisher": {{"@type": "Organization", "name": "The Karsholm Post"}}, "articleSection": "World"}}</script>
<style>p {{ color: red }}</style></head>
<body class="has-sidebar nav-open"><nav class="menu"><ul>{_MENU}</ul></nav>
<main><article class="story"><h1>Ministers sign agreement to reopen border tunnel</h1>
<p class="byline">By <a href="/erik">Erik Holm</a></p>
<figure><img src="a.jpg"><figcaption>The tunnel near Karsholm, seen last year. Photo: A. Berg</figcaption></figure>
<div class="article-body"><p>OSLO — {STORY[0]}</p><p>{STORY[1]}</p><h2>Spring start</h2><p>{STORY[2]}</p>
<div class="newsletter-signup"><p>Sign up for our morning newsletter</p></div>
<p>{STORY[3]}<br>{STORY[4]}</p></div></article>
<aside class="related"><h3>More stories</h3>{_CARDS}</aside>
<section id="comments"><h3>Comments</h3><div class="comment"><p>I have waited for this tunnel for years, and I hope that
it will be open soon, because the pass is no fun in winter.</p></div></section></main>
<footer class="footer"><p>© 2024 The Karsholm Post. All rights reserved.</p></footer>
<script>var x = "<p>not a word of this</p>";</script></body></html>"""

SCROLL = (
    "<html lang=en><body><main>"
    + "<article><h1>Ministers sign agreement to reopen border tunnel</h1>"
    + "".join(f"<p>{p}</p>" for p in STORY)
    + "</article><article><h2>Storm leaves forty thousand homes without power</h2>"
    + "".join(f"<p>{p}</p>" for p in OTHER * 2)
    + "</article></main></body></html>"
)

CONSENT = """<html><body><div class="consent"><h1>We value your privacy</h1>
<p>We and our 842 partners store and/or access information on a device, such as cookies.</p>
<p>You may accept or manage your cookie settings below.</p><button>Accept all cookies</button>
<button>Manage cookie preferences</button></div></body></html>"""

PAYWALL = f"""<html><body><article><h1>Ministers sign agreement to reopen border tunnel</h1><p>{STORY[0]}</p>
<div class="paywall"><h2>Subscribe to continue reading</h2><p>Already a subscriber? Sign in.</p></div></article>
</body></html>"""

SHELL = """<html><head><script src="/app.js">var a = 1;</script></head><body><div id="root"></div>
<noscript>You need to enable JavaScript to run this app.</noscript><script>start()</script></body></html>"""
