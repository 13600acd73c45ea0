/** The pages of the site, as whoever fills them sees them. */
export interface BuiltPages {
  /** A page by its address (`/stop-the-raids/`, `/404.html`); `null` where there is none. */
  readonly page: (path: string) => Promise<string | null>;
}
