"""The view of what the fields of articles hold by the rows of their facts, as revision 0006 makes it in SQLite."""

from __future__ import annotations

# Names stand between two marks, so that a whole name can be asked for and no phrase reaches from one into the next.
_NAME = "chr(57345) || ' ' || {0} || ' ' || chr(57346)"

FIELDS_NOW = f"""
CREATE VIEW article_fields_now AS
SELECT a.key AS article,
  a.kind || coalesce((SELECT string_agg(' ' || t.type, '' ORDER BY t.type) FROM
    (SELECT DISTINCT type FROM events WHERE article = a.key) t), '') AS type,
  coalesce((SELECT string_agg(c.country, ' ' ORDER BY c.country) FROM
    (SELECT country FROM places WHERE article = a.key AND country IS NOT NULL
     UNION SELECT country FROM entities WHERE article = a.key AND country IS NOT NULL
     UNION SELECT country FROM events WHERE article = a.key AND country IS NOT NULL) c), '') AS country,
  replace(d.day, '-', '')
    || CASE WHEN length(d.day) > 7 THEN ' ' || replace(substr(d.day, 1, 7), '-', '') ELSE '' END
    || CASE WHEN length(d.day) > 4 THEN ' ' || substr(d.day, 1, 4) ELSE '' END
    || ' ' || substr(d.day, 1, 3) || ' ' || substr(d.day, 1, 2) AS date,
  replace(lower(coalesce(a.language, '')), '-', chr(57344))
    || CASE WHEN strpos(a.language, '-') > 0 THEN ' ' || lower(substr(a.language, 1, strpos(a.language, '-') - 1))
       ELSE '' END AS lang,
  coalesce((SELECT string_agg({_NAME.format("n.name")}, ' ' ORDER BY n.name) FROM
    (SELECT a.publisher AS name WHERE a.publisher IS NOT NULL UNION SELECT a.agency WHERE a.agency IS NOT NULL
     UNION SELECT a.aggregator WHERE a.aggregator IS NOT NULL
     UNION SELECT d.host WHERE d.host <> '' AND coalesce(a.publisher, a.agency, a.aggregator) IS NULL) n) || ' ', '')
    || d.host AS source,
  coalesce(a.headline, '') || coalesce((SELECT string_agg(' ' || chr(57346) || ' ' || b.words, '' ORDER BY b.n) FROM
    (SELECT b.n, substr(t.content, b.start + 1, b."end" - b.start) AS words FROM blocks b
     WHERE b.article = a.key AND (b.role IN ('headline', 'standfirst') OR b.n = d.opening)) b), '')
    || coalesce((SELECT string_agg(' ' || {_NAME.format("n.name")}, '' ORDER BY n.name) FROM
    (SELECT DISTINCT n.name FROM entities e JOIN names n ON n.statement = e.statement
     JOIN evidence v ON v.statement = e.statement AND v.n = 0
     WHERE e.article = a.key AND v."end" <= d.opened) n), '') AS about,
  coalesce((SELECT string_agg({_NAME.format("q.name")}, ' ' ORDER BY q.name) FROM
    (SELECT DISTINCT speaker_name AS name FROM quotes WHERE article = a.key AND speaker_name IS NOT NULL) q), '')
    AS said,
  coalesce((SELECT string_agg({_NAME.format("n.name")}, ' ' ORDER BY n.name) FROM
    (SELECT DISTINCT n.name FROM entities e JOIN names n ON n.statement = e.statement
     WHERE e.article = a.key) n), '') AS entity
FROM articles a JOIN texts t ON t.key = a.text JOIN (
  SELECT x.key, substr(coalesce(x.published, x.first_seen), 1, 10) AS day,
    lower(substr(u.rest, 1, strpos(u.rest || '/', '/') - 1)) AS host, o.n AS opening, coalesce(o."end", 0) AS opened
  FROM articles x JOIN (
    SELECT y.key, CASE WHEN strpos(coalesce(y.url, p.url), '://') > 0
      THEN substr(coalesce(y.url, p.url), strpos(coalesce(y.url, p.url), '://') + 3) ELSE '' END AS rest
    FROM articles y JOIN pages p ON p.key = y.page) u ON u.key = x.key
  LEFT JOIN blocks o ON o.article = x.key AND o.n =
    (SELECT min(n) FROM blocks WHERE article = x.key AND role = 'paragraph')
) d ON d.key = a.key
"""
