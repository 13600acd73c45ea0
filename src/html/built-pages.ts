/** The site's built pages, for the code that fills them. */
export interface BuiltPages {
  /** The HTML of a page by its path (`/stop-the-raids/`, `/404.html`); `null` if there is no such page. */
  readonly page: (path: string) => Promise<string | null>;
}
