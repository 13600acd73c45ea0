/*
 * A test loads this file before a server. From SIGUSR2 to the next one, a form fails over the names of countries. That is
 * a fault of the program. The check of content needs none.
 */
let isBroken = false;

Object.assign(Intl, {
  DisplayNames: class extends Intl.DisplayNames {
    override of(code: string): string | undefined {
      if (isBroken && this.resolvedOptions().type === 'region') throw new TypeError('A country has no name');
      return super.of(code);
    }
  },
});

process.on('SIGUSR2', () => {
  isBroken = !isBroken;
  console.log(isBroken ? 'pages break' : 'pages are mended');
});
