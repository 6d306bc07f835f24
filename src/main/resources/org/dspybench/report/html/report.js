"use strict";

// Tables: a press on a heading sorts by its column, up, then down, then back to the report's order.

const words = new Intl.Collator("en", { numeric: true });
const nextOrder = { none: "ascending", ascending: "descending", descending: "none" };

/** Figures come before words; what is absent comes last, whichever the order. */
function rank(cell) {
  if (cell.classList.contains("absent")) return 2;
  return cell.hasAttribute("data-value") ? 0 : 1;
}

function compare(a, b) {
  return rank(a) === 0
    ? Number(a.dataset.value) - Number(b.dataset.value)
    : words.compare(a.textContent, b.textContent);
}

function sort(table, column, order) {
  const rows = [...table.tBodies[0].rows];
  const sign = order === "descending" ? -1 : 1;
  rows.sort((left, right) => {
    if (order === "none") return left.dataset.place - right.dataset.place;
    const [a, b] = [left.cells[column], right.cells[column]];
    return rank(a) - rank(b) || sign * compare(a, b);
  });
  table.tBodies[0].append(...rows);
}

for (const table of document.querySelectorAll("table.sortable")) {
  [...table.tBodies[0].rows].forEach((row, place) => (row.dataset.place = place));
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    heading.querySelector("button").addEventListener("click", () => {
      const order = nextOrder[heading.ariaSort];
      headings.forEach((other) => (other.ariaSort = "none"));
      heading.ariaSort = order;
      sort(table, column, order);
    });
  });
}

// Charts. Colours are CSS variables: charts follow the colour scheme, and print as on white.

const dashes = [[8, 5], [2, 4], [10, 4, 2, 4]];
const hues = 6;
const markedPoints = 40; // more stand so close that marks would hide the line, or one another

const number = (value) => String(Number(value.toPrecision(6)));
const short = (value) => String(Number(value.toPrecision(3)));

/** HdrHistogram's scale: 90, 99 and 99.9 are equally far apart. */
const nines = (percentile) => 1 / (1 - percentile / 100);
const percentile = (value) => number(100 * (1 - 1 / value));

/** Where an axis places a value, and what it says there. */
function ruler(axis) {
  return axis.scale === "PERCENTILE"
    ? { place: nines, label: percentile }
    : { place: (value) => value, label: number };
}

function axisOption(axis, isX) {
  return {
    name: axis.title,
    nameLocation: isX ? "middle" : "end",
    nameGap: isX ? 30 : 14,
    nameTextStyle: { color: "var(--muted)", fontSize: 12, align: isX ? "center" : "left" },
    type: axis.scale === "LINEAR" || axis.scale === "CLOSE" ? "value" : "log",
    min: axis.ends[0],
    max: axis.ends[1],
    logBase: axis.base,
    axisLine: { show: isX, lineStyle: { color: "var(--muted)" } },
    axisTick: { show: isX },
    axisLabel: { color: "var(--muted)", fontSize: 12, hideOverlap: true, formatter: ruler(axis).label },
    splitLine: { lineStyle: { color: "var(--rule)" } },
    axisPointer: { lineStyle: { color: "var(--muted)" } },
    minorTick: { show: false },
  };
}

const colour = (curve) => (curve.kind === "BOUND" ? "var(--bound)" : `var(--hue-${curve.number % hues})`);

function curveSeries(curve, data) {
  const isMeasured = curve.kind === "MEASURED";
  const isBound = curve.kind === "BOUND";
  return {
    type: "line",
    name: curve.name,
    data,
    encode: { x: 0, y: 1 },
    z: isMeasured ? 4 : 3,
    animation: false,
    emphasis: { disabled: true },
    showSymbol: isMeasured && (!curve.isJoined || data.length <= markedPoints),
    symbol: `path://${curve.mark}`,
    symbolSize: data.length <= markedPoints ? 9 : 5,
    itemStyle: { color: colour(curve), opacity: 1 },
    lineStyle: {
      color: colour(curve),
      width: curve.isJoined ? (isBound ? 1.5 : 2) : 0,
      type: isBound ? dashes[curve.number % dashes.length] : "solid",
    },
  };
}

/** A bar at each measured point; a band around other curves. */
function intervalSeries(curve, data) {
  const bounded = data.filter((point) => point.length > 2);
  const bar = (params, api) => {
    const [x, low] = api.coord([api.value(0), api.value(2)]);
    const high = api.coord([api.value(0), api.value(3)])[1];
    const stroke = (x1, y1, x2, y2) => ({
      type: "line",
      shape: { x1, y1, x2, y2 },
      style: { stroke: colour(curve), lineWidth: 1.5 },
    });
    return {
      type: "group",
      children: [stroke(x, low, x, high), stroke(x - 4, low, x + 4, low), stroke(x - 4, high, x + 4, high)],
    };
  };
  const band = (params, api) => {
    if (params.dataIndex > 0) return null;
    const edge = (end) => bounded.map((point) => api.coord([point[0], point[end]]));
    return {
      type: "polygon",
      shape: { points: [...edge(2), ...edge(3).reverse()] },
      style: { fill: colour(curve), opacity: 0.15 },
    };
  };
  return {
    type: "custom",
    data: bounded,
    encode: { x: 0, y: [2, 3] },
    renderItem: curve.kind === "MEASURED" ? bar : band,
    clip: true,
    silent: true,
    animation: false,
    tooltip: { show: false },
    z: 2,
  };
}

function tooltip(chart) {
  return (items) => {
    const lines = items
      .filter((item) => item.componentSubType === "line")
      .map(({ seriesName, value: [, y, low, high] }) => {
        const interval = low === undefined ? "" : ` (${short(low)} to ${short(high)})`;
        return `${seriesName}: ${short(y)}${interval}`;
      });
    return [`${chart.x.title}: ${ruler(chart.x).label(items[0].value[0])}`, ...lines].join("\n");
  };
}

function option(chart, description) {
  const place = { x: ruler(chart.x).place, y: ruler(chart.y).place };
  const points = chart.curves.map((curve) => curve.points.map(([x, ...y]) => [place.x(x), ...y.map(place.y)]));
  return {
    animation: false,
    aria: { enabled: true, label: { description } },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 20, top: 34, bottom: 28, containLabel: true },
    xAxis: axisOption(chart.x, true),
    yAxis: axisOption(chart.y, false),
    tooltip: {
      trigger: "axis",
      renderMode: "richText", // the other way needs inline styles, which the page forbids
      confine: true,
      backgroundColor: "var(--paper)",
      borderColor: "var(--muted)",
      textStyle: { color: "var(--ink)", fontSize: 12 },
      formatter: tooltip(chart),
    },
    series: chart.curves.flatMap((curve, i) => [intervalSeries(curve, points[i]), curveSeries(curve, points[i])]),
  };
}

const charts = JSON.parse(document.getElementById("chart-data").textContent);
for (const [anchor, chart] of Object.entries(charts)) {
  const place = document.getElementById(anchor);
  const picture = echarts.init(place, null, { renderer: "svg" });
  picture.setOption(option(chart, place.getAttribute("aria-label")));
  new ResizeObserver(() => {
    picture.resize();
    // Paper is of another width, and nothing is drawn anew for it.
    place.querySelector("svg").setAttribute("viewBox", `0 0 ${picture.getWidth()} ${picture.getHeight()}`);
  }).observe(place);
}
