import { once } from 'node:events';
import type { Server } from 'node:http';
import { SettingsError } from '#settings/settings.ts';

/** Opens the port, and gives the one in use. Throws a `SettingsError` if the address cannot be had. */
export async function listen(
  server: Server,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    throw new SettingsError(reasonOf(code, port, host), { cause: error });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function reasonOf(code: unknown, port: number, host: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Another program has port ${port}: end it, or set PORT to another number.`;
    case 'EACCES':
      return `Port ${port} is not allowed for this user: set PORT to a number above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no address ${host}: give --host one of its own, such as 127.0.0.1 or 0.0.0.0.`;
    default:
      return `The server cannot listen on ${host}, port ${port} (${String(code)}).`;
  }
}
