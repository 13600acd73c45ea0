import { resolve } from 'node:path';
import { OwnError } from '#domain/own-error.ts';
import { DEFAULT_PORT, isSet, readVariable } from './environment.ts';

/** Who hosts a site: Netlify, or a machine of its own. */
export type Host = 'netlify' | 'own';

/** The settings without secrets. A missing one is `null`, and only the code that needs it fails. */
export interface Settings {
  /** age public keys, comma-separated. */
  readonly signatureRecipients: string | null;
  /** The site's own address. */
  readonly siteUrl: string | null;
  /** The deploy context of a build. */
  readonly context: string | null;
  /** True if previews take signatures. */
  readonly previewSigning: boolean;
  /** The sender of mails. Without one the site sends no mail, and its pages say so. */
  readonly mailFrom: string | null;
  /** The folder of this machine in which mails lie where no mail service is set; `null` on a host. */
  readonly mailFolder: string | null;
  /** The port of `npm run serve`; `NaN` for what is no number. */
  readonly port: number;
  /** The folder of the file in which a machine of its own keeps signatures. */
  readonly dataDir: string;
  /** Addresses and networks whose `X-Forwarded-For` is believed, comma-separated. */
  readonly trustedProxies: string | null;
  /** For which host a build is made. Netlify sets `NETLIFY` in each of its builds. */
  readonly host: Host;
  /** True in GitHub Actions, where mistakes become annotations. */
  readonly isInActions: boolean;
  /** The folder that contains `content/`; `null` means the working directory. */
  readonly root: string | null;
  /** True for `npm start`. */
  readonly isDeveloping: boolean;
  /** The dev server's origin, from which pages come in development; `null` for built pages. */
  readonly devServer: string | null;
}

/** Reads each setting of the current environment when it is asked for. */
const settings: Settings = {
  get signatureRecipients() {
    return readVariable('SIGNATURE_RECIPIENTS');
  },
  get siteUrl() {
    return readVariable('URL');
  },
  get context() {
    return readVariable('CONTEXT');
  },
  get previewSigning() {
    return readVariable('PREVIEW_SIGNING') === 'on';
  },
  get mailFrom() {
    return readVariable('MAIL_FROM');
  },
  get mailFolder() {
    return readVariable('UNDERSIGNED_MAIL_FOLDER');
  },
  get port() {
    return readVariable('PORT');
  },
  get dataDir() {
    return resolve(readVariable('UNDERSIGNED_ROOT') ?? '', readVariable('DATA_DIR') ?? '.data');
  },
  get trustedProxies() {
    return readVariable('TRUSTED_PROXIES');
  },
  get host() {
    return readVariable('NETLIFY') === 'true' ? 'netlify' : 'own';
  },
  get isInActions() {
    return readVariable('GITHUB_ACTIONS') === 'true';
  },
  get root() {
    return readVariable('UNDERSIGNED_ROOT');
  },
  get isDeveloping() {
    return readVariable('UNDERSIGNED_DEVELOPING') === 'true';
  },
  get devServer() {
    return readVariable('UNDERSIGNED_DEV_SERVER');
  },
};

/** The settings of the current environment. */
export function readSettings(): Settings {
  return settings;
}

/** True for a port of TCP; 0 takes any free one. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 0 && port <= 65_535;
}

/**
 * A setting that is wrong or missing. The message names it, says how to correct it and contains no secret.
 */
export class SettingsError extends OwnError {
  override readonly name = 'SettingsError';
}

export { DEFAULT_PORT, isSet };
