// Suggestions while typing, for every box with data-suggest="<address>". The box works without.
// With data-suggest-fill the title chosen is written into the box; else one goes to its address.
// Follows the combobox pattern of the ARIA authoring practices, with a list that is not modal.

const WAIT = 150;
const SHORTEST = 2;
let lists = 0;

class Suggestions {
  constructor(input) {
    this.input = input;
    this.address = input.dataset.suggest;
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${++lists}`;
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.suggestLabel || input.labels?.[0]?.textContent || "");
    this.list.hidden = true;
    input.insertAdjacentElement("afterend", this.list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", () => this.soon());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  soon() {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (text.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.ask(text), WAIT);
  }

  async ask(text) {
    this.request = new AbortController();
    try {
      const address = `${this.address}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.show((await answer.json()).suggestions);
    } catch {
      this.close(); // no network, or a newer question: the box itself still works
    }
  }

  show(suggestions) {
    if (!suggestions.length || document.activeElement !== this.input) return this.close();
    this.list.replaceChildren(...suggestions.map((suggestion, number) => this.option(suggestion, number)));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point(null);
  }

  option({ title, kind, url }, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.className = "suggestions__item";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = url;
    const name = document.createElement("span");
    name.className = "suggestions__title";
    name.textContent = title;
    const what = document.createElement("span");
    what.className = "suggestions__kind";
    what.textContent = kind;
    option.append(name, " ", what);
    return option;
  }

  get options() {
    return [...this.list.children];
  }

  get pointed() {
    return this.list.querySelector('[aria-selected="true"]');
  }

  point(option) {
    this.pointed?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.isComposing) return;
    if (this.list.hidden) {
      if (event.key === "ArrowDown") this.soon(); // closed with Escape, wanted again
      return;
    }
    const at = this.options.indexOf(this.pointed);
    if (event.key === "ArrowDown") this.point(this.options[(at + 1) % this.options.length]);
    else if (event.key === "ArrowUp") this.point(this.options.at(at < 0 ? -1 : at - 1));
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.pointed) this.go(this.pointed);
    else return;
    event.preventDefault();
  }

  go(option) {
    if (option && "suggestFill" in this.input.dataset) {
      this.input.value = option.firstChild.textContent;
      this.close();
    } else if (option) location.assign(option.dataset.url);
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.point(null);
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Suggestions(input);
