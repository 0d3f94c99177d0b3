// A map, only once the reader asks for it: then the library, the points and the tiles are fetched.
// Points come with the choices of the list; where there are too many, numbers by square.

const SOON = 200;
const FARTHEST = 17;

function fetched(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function element(tag, text, attributes = {}) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.textContent = text;
  return made;
}

class DirectoryMap {
  constructor(place) {
    this.place = place;
    this.told = place.dataset;
    const button = place.querySelector("[data-map-load]");
    button.hidden = false;
    button.addEventListener("click", () => this.start(button));
  }

  async start(button) {
    button.disabled = true;
    try {
      await Promise.all([
        fetched("link", { rel: "stylesheet", href: this.told.style }),
        fetched("script", { src: this.told.library }),
      ]);
      const first = await this.ask(null);
      this.draw(first);
    } catch {
      this.place.replaceChildren(element("p", this.told.failed, { className: "embed__consent" }));
    }
  }

  async ask(map) {
    this.request?.abort();
    this.request = new AbortController();
    const address = new URL(this.told.map, location);
    if (map) {
      const box = map.getBounds();
      const sides = { south: box.getSouth(), west: box.getWest(), north: box.getNorth(), east: box.getEast() };
      for (const [name, value] of Object.entries(sides)) address.searchParams.set(name, value.toFixed(4));
      address.searchParams.set("zoom", map.getZoom());
    }
    const answer = await fetch(address, { signal: this.request.signal });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  draw(found) {
    const box = element("div", "", { className: "map", tabIndex: -1 });
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", this.told.label);
    this.place.replaceChildren(box);
    const map = L.map(box, { zoomControl: false, maxZoom: FARTHEST });
    L.control.zoom({ zoomInTitle: this.told.zoomIn, zoomOutTitle: this.told.zoomOut }).addTo(map);
    map.attributionControl.setPrefix(false);
    L.tileLayer(this.told.tiles, { attribution: this.told.attribution, maxZoom: FARTHEST, referrerPolicy: "strict-origin" }).addTo(map);
    this.marks = L.layerGroup().addTo(map);
    const all = [...found.points.map((point) => point.at), ...found.cells.map(([south, west]) => [south, west])];
    if (all.length) map.fitBounds(all, { padding: [30, 30], maxZoom: 16 });
    else map.setView([50.867, 4.38], 13);
    this.show(map, found);
    if (found.cells.length) map.on("moveend", () => this.later(map));
    box.focus();
  }

  later(map) {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      try {
        this.show(map, await this.ask(map));
      } catch {
        // a newer question was asked, or the network is gone: what is shown stays
      }
    }, SOON);
  }

  show(map, { points, cells }) {
    this.marks.clearLayers();
    for (const point of points) this.marks.addLayer(this.point(point));
    for (const [south, west, count] of cells) this.marks.addLayer(this.cell(map, [south, west], count));
  }

  point(point) {
    const icon = L.divIcon({ className: "map__point", iconSize: [24, 24] });
    const mark = L.marker(point.at, { icon, title: point.name, alt: point.name });
    const told = element("div", "", { className: "map__told" });
    const link = element("a", point.name, { href: point.url, lang: point.lang });
    told.append(link);
    if (point.phone) told.append(element("a", point.phone, { href: `tel:${point.call}` }));
    return mark.bindPopup(told);
  }

  cell(map, at, count) {
    const icon = L.divIcon({ className: "map__cell", html: element("span", count), iconSize: [44, 44] });
    const mark = L.marker(at, { icon, title: `${count} ${this.told.many}`, alt: `${count} ${this.told.many}` });
    return mark.on("click keypress", () => map.setView(at, Math.min(map.getZoom() + 2, FARTHEST)));
  }
}

for (const place of document.querySelectorAll("[data-map]")) new DirectoryMap(place);
