import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MAX_ASIDE_BODY_BYTES } from '#http/read-body.ts';
import { parseTrustedProxies } from '#server/client-address.ts';
import { LIMITS } from '#server/limits.ts';
import { readSettings } from '#settings/settings.ts';
import packageJson from '../../package.json' with { type: 'json' };

const read = (file: string) => readFileSync(`docs/${file}`, 'utf8');
const unit = read('hosting/undersigned.service');
const caddy = withoutComments(read('hosting/Caddyfile'));
const nginx = withoutComments(read('hosting/nginx.conf'));
const container = read('hosting/Containerfile');
const guide = read('host-it-yourself.md');

/** The longest time that a request may take, with a store that hangs. */
const LONGEST_REQUEST_S = 20;

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a proxy of the examples', () => {
  it('leads to the port of npm run serve, on this machine only', () => {
    vi.stubEnv('PORT', '');
    const { port } = readSettings();
    expect(Array.from(caddy.matchAll(/reverse_proxy (\S+)/gu), ([, to]) => to)).toEqual([
      `127.0.0.1:${port}`,
    ]);
    expect(Array.from(nginx.matchAll(/^\s*server (\S+);/gmu), ([, to]) => to)).toEqual([`127.0.0.1:${port}`]);
    expect(container).toContain(`EXPOSE ${port}\n`);
    expect(guide).toContain(`curl http://127.0.0.1:${port}/healthz`);
  });

  it('lets through what the site takes, and stops what is much larger', () => {
    const [caddyBytes, nginxBytes] = [
      Number(/max_size (\d+)MB/u.exec(caddy)?.[1]) * 1_000_000,
      Number(/client_max_body_size (\d+)k;/u.exec(nginx)?.[1]) * 1024,
    ];
    for (const bytes of [caddyBytes, nginxBytes]) {
      expect(bytes, `${bytes}`).toBeGreaterThan(MAX_ASIDE_BODY_BYTES);
      expect(bytes, `${bytes}`).toBeLessThan(100 * MAX_ASIDE_BODY_BYTES);
    }
    expect(caddy).toContain(`max_header_size ${(LIMITS.maxHeaderSize ?? 0) / 1024}KB`);
  });

  it('tells the address that it sees, and nothing that a visitor says of it', () => {
    expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
    expect(nginx).not.toContain('$proxy_add_x_forwarded_for');
    // Caddy does so by itself, as long as it is told to trust nobody.
    expect(caddy).not.toMatch(/trusted_proxies|header_up/u);
    const [, proxies = ''] = /^TRUSTED_PROXIES=(\S+)$/mu.exec(guide) ?? [];
    expect(parseTrustedProxies(proxies).has('127.0.0.1')).toBe(true);
  });

  it('writes no address down', () => {
    expect(nginx.match(/\baccess_log [^;]+;/gu)).toEqual(['access_log off;']);
    // All other levels name the client of a fault.
    expect(nginx.match(/\berror_log [^;]+;/gu)).toEqual(['error_log /var/log/nginx/error.log emerg;']);
    expect(caddy).toMatch(/log \{\s*output stderr\s*exclude http\s*\}/u);
    expect(caddy.match(/\blog\b/gu)).toHaveLength(1);
  });

  it('writes nothing down that somebody typed or downloads', () => {
    const [, buffer] = /client_body_buffer_size (\S+);/u.exec(nginx) ?? [];
    expect(nginx).toContain(`client_max_body_size ${buffer};`);
    expect(nginx).toContain('proxy_max_temp_file_size 0;');
  });

  it('keeps no answer, and compresses none twice', () => {
    expect(nginx).toContain('proxy_cache off;');
    expect(nginx).toContain('gzip off;');
    expect(nginx).not.toMatch(/proxy_cache_path|expires|add_header/u);
    expect(caddy).not.toMatch(/\bencode\b|\bcache\b|\bheader\b/u);
  });

  it('waits as long as the site, and sends no form twice', () => {
    expect(nginx).toContain(`client_header_timeout ${(LIMITS.headersTimeout ?? 0) / 1000}s;`);
    expect(caddy).toContain(`read_header ${(LIMITS.headersTimeout ?? 0) / 1000}s`);
    expect(caddy).toContain(`read_body ${(LIMITS.requestTimeout ?? 0) / 1000}s`);
    const [, wait] = /proxy_read_timeout (\d+)s;/u.exec(nginx) ?? [];
    expect(Number(wait)).toBeGreaterThan(LONGEST_REQUEST_S);
    expect(nginx).toContain('proxy_next_upstream off;');
    // Caddy keeps a connection to the site for two minutes, and nginx for one.
    expect(LIMITS.keepAliveTimeout).toBeGreaterThan(120_000);
  });

  it('speaks TLS of today only, and leads everybody there', () => {
    expect(nginx.match(/ssl_protocols [^;]+;/gu)).toEqual(['ssl_protocols TLSv1.2 TLSv1.3;']);
    expect(nginx).toContain('return 301 https://petition.example$request_uri;');
    expect(caddy).not.toMatch(/http:\/\/|auto_https/u);
  });
});

describe('the systemd unit of the examples', () => {
  it('does what npm run serve does', () => {
    const [, command] = /^ExecStart=(.+)$/mu.exec(unit) ?? [];
    const folder = /^WorkingDirectory=(.+)$/mu.exec(unit)?.[1];
    expect(command).toBe(`${folder}/node_modules/.bin/${packageJson.scripts.serve} --quiet`);
    expect(guide).toContain('/srv/undersigned/site/.env');
  });

  it('lets what is under way end, and starts again after a crash', () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/mu.exec(unit)?.[1]) * 1000).toBeGreaterThan(LIMITS.graceMs);
    expect(unit).toContain('Restart=always');
  });

  it('may write into the folder of its file only, which nobody else reads', () => {
    const [, folder = ''] = /^Environment=DATA_DIR=(.+)$/mu.exec(unit) ?? [];
    expect(folder).toBe(`/var/lib/${/^StateDirectory=(.+)$/mu.exec(unit)?.[1]}`);
    expect(guide).toContain(`DATA_DIR=${folder}\n`);
    for (const line of [
      'ProtectSystem=strict',
      'ProtectHome=yes',
      'StateDirectoryMode=0700',
      'NoNewPrivileges=yes',
      'CapabilityBoundingSet=',
      'LimitCORE=0',
      'MemorySwapMax=0',
    ]) {
      expect(unit.split('\n'), line).toContain(line);
    }
    expect(unit).not.toContain('ReadWritePaths');
    // Node compiles while it runs.
    expect(unit).not.toContain('MemoryDenyWriteExecute');
  });
});

describe('the container of the examples', () => {
  it('is made by the commands of the README, and starts as npm run serve does', () => {
    const commands = Array.from(container.matchAll(/^RUN (npm .+)$/gmu), ([, command]) => command);
    expect(commands).toEqual(['npm ci --omit=dev', 'npm run build']);
    const readme = readFileSync('README.md', 'utf8');
    for (const command of commands) expect(readme, command).toContain(command);
    const [, start = ''] = /^CMD (.+)$/mu.exec(container) ?? [];
    const [node, ...args] = JSON.parse(start) as string[];
    expect([node, ...args].join(' ')).toBe(
      `node_modules/.bin/${packageJson.scripts.serve} --quiet --host 0.0.0.0`,
    );
  });

  it('holds no secret and no signature', () => {
    const left = readFileSync('.dockerignore', 'utf8').split('\n');
    for (const path of ['.env', '.data/', '.git/', 'node_modules/', '*.sqlite', '*.csv', '*.ndjson']) {
      expect(left, path).toContain(path);
    }
    const given = Array.from(container.matchAll(/^(?:ARG|ENV) (\w+)/gmu), ([, name]) => name);
    expect(given).toEqual(['URL', 'SIGNATURE_RECIPIENTS', 'MAIL_FROM', 'DATA_DIR']);
  });
});

describe('the guide', () => {
  it('names each file of the examples, and no other', () => {
    const named = new Set(
      Array.from(guide.matchAll(/\]\(hosting\/([\w.]+)\)|docs\/hosting\/([\w.]+)/gu), ([, a, b]) => a ?? b),
    );
    expect(named).toEqual(new Set(['undersigned.service', 'Caddyfile', 'nginx.conf', 'Containerfile']));
  });

  it('runs only scripts that there are', () => {
    const scripts = Array.from(guide.matchAll(/npm run (\w+)/gu), ([, script]) => script ?? '');
    expect(scripts.filter((script) => !(script in packageJson.scripts))).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*#.*\n/gmu, '');
}
