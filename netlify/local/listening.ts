import { isPort, SettingsError } from '#settings/settings.ts';

/** This machine only. A site with the settings of a developer must not be open to a whole network. */
export const THIS_MACHINE = '127.0.0.1';

/** Reads a port. Throws a `SettingsError` that names where it was written. */
export function parsePort(port: number, where: string): number {
  if (isPort(port)) return port;
  throw new SettingsError(`${where} is no port: give a number from 0 to 65535, or leave it out.`);
}
