import { folded } from '#domain/folded.ts';
import type { Signature } from '#domain/signature.ts';
import { chosen, groupsBy, type Way, WAYS } from './choice.ts';
import type { DeskState } from './desk-state.ts';
import { element, find } from './element.ts';
import { groupWords } from './group-words.ts';
import type { Group } from './grouping.ts';
import { PagedTable } from './paged-table.ts';

/** The part in which an organizer chooses signatures: a way, a table of groups, and what can be typed. */
export class ChoicePanel {
  readonly #desk: DeskState;
  readonly #root: HTMLElement;
  readonly #changed: () => void;
  readonly #table: PagedTable<Group>;
  #way: Way = 'hour';
  #signatures: readonly Signature[] = [];
  #groups: readonly Group[] = [];
  #selected: Set<string> = new Set();
  #wordsOf: (group: Group) => string = ({ key }) => key;

  /** The panel calls `changed` when others are chosen. */
  constructor(desk: DeskState, root: HTMLElement, changed: () => void) {
    this.#desk = desk;
    this.#root = root;
    this.#changed = changed;
    this.#table = new PagedTable(find(root, '#groups', HTMLElement), () => this.#writer());
    root.addEventListener('input', ({ target }) => {
      if (target === this.#field('#group-search')) this.#search();
      else if (target instanceof HTMLInputElement && target.type === 'radio') this.#turnTo(target.value);
      else if (target instanceof HTMLInputElement && target.type !== 'checkbox') this.#changed();
    });
  }

  /** The chosen signatures among those in memory, the newest first. */
  get chosen(): Signature[] {
    const choice = {
      way: this.#way,
      groups: this.#selected,
      contains: this.#field('#name-contains').value,
      from: this.#field('#signed-from').value,
      to: this.#field('#signed-to').value,
    };
    return chosen(this.#signatures, this.#groups, choice, this.#desk.timeZone);
  }

  /** Groups the signatures in memory anew. What was chosen stays chosen, as far as it is still there. */
  refresh(): void {
    const { session, timeZone } = this.#desk;
    this.#signatures = session?.loading.signatures.all() ?? [];
    this.#groups = groupsBy(this.#way, this.#signatures, timeZone);
    const keys = new Set(this.#groups.map(({ key }) => key));
    this.#selected = new Set([...this.#selected].filter((key) => keys.has(key)));
    this.render();
  }

  /** Chooses some groups of a way, and takes the focus. */
  choose(way: Way, keys: readonly string[]): void {
    this.#reset();
    this.#way = way;
    this.#selected = new Set(keys);
    this.refresh();
    find(this.#root, `[value=${way}]`, HTMLInputElement).focus();
  }

  /** Shows the groups in the present language. */
  render(): void {
    this.#wordsOf = groupWords(this.#way, this.#groups, this.#desk);
    for (const radio of this.#root.querySelectorAll<HTMLInputElement>('input[type=radio]')) {
      radio.checked = radio.value === this.#way;
    }
    for (const part of this.#root.querySelectorAll<HTMLElement>('[data-way]')) {
      part.hidden = part.dataset['way'] !== this.#way;
    }
    this.#search();
  }

  /** Removes the groups, and all that was chosen or typed. */
  clear(): void {
    this.#reset();
    this.#way = 'hour';
    this.#signatures = [];
    this.#groups = [];
    this.render();
  }

  #reset(): void {
    for (const field of ['#name-contains', '#signed-from', '#signed-to', '#group-search']) {
      this.#field(field).value = '';
    }
    this.#selected = new Set();
  }

  #turnTo(way: string): void {
    this.#reset();
    this.#way = WAYS.find((known) => known === way) ?? 'hour';
    this.refresh();
    this.#changed();
  }

  #search(): void {
    const { t } = this.#desk;
    const wanted = folded(this.#field('#group-search').value).trim();
    const isFound = (group: Group) => folded(this.#wordsOf(group)).includes(wanted);
    const found = wanted === '' ? this.#groups : this.#groups.filter(isFound);
    this.#table.show(found);
    find(this.#root, '#groups-found', HTMLElement).textContent = this.#desk.session
      ? t(`desk.aside.found.${this.#way}`, { count: found.length })
      : '';
  }

  #writer(): (group: Group) => HTMLTableRowElement {
    const numbers = new Intl.NumberFormat(this.#desk.t.locale);
    return (group) => {
      const words = this.#wordsOf(group);
      const box = element('input', { type: 'checkbox', 'aria-label': words });
      box.checked = this.#selected.has(group.key);
      box.addEventListener('change', () => {
        if (box.checked) this.#selected.add(group.key);
        else this.#selected.delete(group.key);
        this.#changed();
      });
      return element(
        'tr',
        {},
        element('td', {}, box),
        element('th', { scope: 'row' }, element('bdi', {}, words)),
        element('td', { class: 'count' }, numbers.format(group.rows.length)),
      );
    };
  }

  #field(selector: string): HTMLInputElement {
    return find(this.#root, selector, HTMLInputElement);
  }
}
