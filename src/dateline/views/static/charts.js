// Charts that answer the pointer, in place of those the server drew: with uPlot, from numbers in the page. Without this
// file, and wherever there are too few numbers, the server's stay; the tables beside them always do.
"use strict";

(() => {
  const LEAST = 3;
  const HEIGHT = { steps: 240, weeks: 240, bars: 130 };
  // People, stories, articles: what is counted comes in whole numbers.
  const WHOLE = [1, 2, 5].flatMap((n) => Array.from({ length: 13 }, (_, power) => n * 10 ** power)).sort((a, b) => a - b);
  const language = document.documentElement.lang;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2, numberingSystem: "latn" });
  const short = new Intl.NumberFormat(language, { notation: "compact", numberingSystem: "latn" });
  const time = (iso) => Date.parse(`${iso}T00:00:00Z`) / 1000;

  function dayIn(unit) {
    const asked = { year: "numeric", month: unit === "year" ? undefined : "short", day: unit === "day" ? "numeric" : undefined };
    const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...asked, timeZone: "UTC" });
    return (seconds) => format.format(seconds * 1000);
  }

  const color = (element, name) => getComputedStyle(element).getPropertyValue(name).trim() || "currentColor";

  // Marks of the axis stand where days, months or years begin, as many as there is room for.
  function begins(unit, first, last, width) {
    const [from, to] = [first, last].map((seconds) => new Date(seconds * 1000));
    const years = to.getUTCFullYear() - from.getUTCFullYear();
    const many = { year: years, month: years * 12 + to.getUTCMonth() - from.getUTCMonth(), day: (last - first) / 86400 }[unit];
    const by = Math.max(1, Math.ceil(many / Math.max(2, Math.floor(width / 105))));
    const at = (n) =>
      Date.UTC(
        from.getUTCFullYear() + (unit === "year" ? n : 0),
        unit === "year" ? 0 : from.getUTCMonth() + (unit === "month" ? n : 0),
        unit === "day" ? from.getUTCDate() + n : 1,
      ) / 1000;
    return Array.from({ length: Math.ceil(many / by) + 1 }, (_, n) => at(n * by)).filter((v) => v >= first && v <= last);
  }

  // The quads of a dyad stand one under the other, each on a line of its own: `base` is that line.
  const topOf = (plot) => Math.max(1, ...plot.lines.flatMap((l) => l.values.map((v) => v ?? 0)));
  const base = (plot, n) => (plot.kind === "weeks" ? (plot.lines.length - 1 - n) * topOf(plot) * 1.35 : 0);
  const placed = (plot, line, n) =>
    plot.kind === "weeks" ? line.values.map((v) => (v ? v + base(plot, n) : null)) : line.values;

  function lanes(plot, axis) {
    const at = plot.lines.map((_, n) => base(plot, n)).reverse();
    const names = plot.lines.map((l) => l.label).reverse();
    return { ...axis, size: 150, gap: 8, splits: () => at, values: () => names };
  }

  function axes(box, plot, shown) {
    const both = { stroke: color(box, "--soft"), font: `12px ${getComputedStyle(document.body).fontFamily}` };
    const grid = { stroke: color(box, "--rule"), width: 1 };
    const upright = { ...both, grid, ticks: { show: false } };
    return [
      { ...both, grid: { show: false }, ticks: { ...grid, size: 4 }, splits: (u, __, a, b) => begins(plot.unit, a, b, u.bbox.width / devicePixelRatio), values: (_, at) => at.map(shown) },
      plot.kind === "weeks"
        ? lanes(plot, upright)
        : { ...upright, size: 48, space: 26, incrs: WHOLE, values: (_, at) => at.map((v) => short.format(v)) },
    ];
  }

  function series(box, plot, line, n) {
    const stroke = color(box, plot.kind === "weeks" ? `--q${n + 1}` : plot.kind === "bars" ? "--figure-edge" : `--s${n % 6}`);
    const { stepped, bars } = uPlot.paths;
    const barred = plot.kind !== "steps";
    return {
      label: line.label,
      stroke,
      fill: barred ? stroke : undefined,
      fillTo: base(plot, n),
      width: barred ? 0 : 2,
      dash: barred ? undefined : [[], [7, 3], [2, 3], [9, 3, 2, 3]][n % 4],
      paths: barred ? bars({ size: [0.8, 24] }) : stepped({ align: 1 }),
      spanGaps: !barred,
      points: { show: !barred, size: 7, fill: color(box, "--paper") },
      value: (_, v) => (v == null ? "–" : number.format(v - base(plot, n))),
    };
  }

  function scales(plot, x) {
    const step = { day: 86400, month: 2.6e6, year: 3.2e7 }[plot.unit] * (plot.kind === "weeks" ? 7 : 1);
    const pad = plot.kind === "steps" ? (x.at(-1) - x[0]) * 0.02 : step;
    return { x: { time: false, range: (_, a, b) => [a - pad, b + pad] }, y: { range: [0, (base(plot, 0) + topOf(plot)) * 1.08] } };
  }

  function draw(box) {
    const plot = JSON.parse(box.dataset.plot);
    const x = plot.days.map((day) => time(day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day));
    if (x.length < LEAST) return;
    const place = box.querySelector(".plot") ?? document.createElement("div");
    place.className = "plot";
    place.dir = "ltr";
    place.setAttribute("aria-hidden", "true");
    if (!place.isConnected) box.prepend(place);
    const shown = dayIn(plot.unit);
    const made = new uPlot(
      {
        width: place.clientWidth || 600,
        height: HEIGHT[plot.kind],
        scales: scales(plot, x),
        axes: axes(box, plot, shown),
        series: [{ label: plot.label, value: (_, v) => (v == null ? "–" : shown(v)) }, ...plot.lines.map((l, n) => series(box, plot, l, n))],
        cursor: { points: { size: 9 }, drag: { x: true, y: false } },
        legend: { live: true },
      },
      [x, ...plot.lines.map((l, n) => placed(plot, l, n))],
      place,
    );
    box.classList.add("plotted");
    if (plot.urls) made.over.addEventListener("click", () => open(made, plot));
    return made;
  }

  // A click that was no drag opens what the bar stands for.
  function open(made, plot) {
    const { idx } = made.cursor;
    if (made.select.width === 0 && idx != null && plot.urls[idx]) location.href = plot.urls[idx];
  }

  for (const box of document.querySelectorAll("[data-plot]")) {
    let made = draw(box);
    if (!made) continue;
    new ResizeObserver(() => {
      const width = box.querySelector(".plot").clientWidth;
      if (width && width !== made.width) made.setSize({ width, height: made.height });
    }).observe(box);
    dark.addEventListener("change", () => {
      made.destroy();
      made = draw(box);
    });
  }
})();
