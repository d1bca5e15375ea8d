import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout';

const written = (name: string) => readFileSync(join(checkout, name), 'utf8');

/** A replacement that must happen: a file that no longer says so would test something else. */
function exchanged(text: string, from: string | RegExp, to: string): string {
  const after = text.replace(from, to);
  if (after === text) throw new Error(`The configuration does not say ${from}.`);
  return after;
}

export interface Proxy {
  program: string;
  debian: string;
  /** The repository's own configuration, with the addresses of this machine. */
  configuration: (upstreams: number[], port: number, folder: string) => string;
  start: (file: string, folder: string) => string[];
}

export const proxies: Proxy[] = [
  {
    program: 'caddy',
    debian: 'caddy',
    configuration: (upstreams, port) => {
      const site = exchanged(written('Caddyfile'), '{$SITE_ADDRESS}', `http://127.0.0.1:${port}`);
      const addressed = exchanged(
        site,
        'api-1:3000 api-2:3000',
        upstreams.map((at) => `127.0.0.1:${at}`).join(' '),
      );
      return `{\n\tadmin off\n}\n${addressed}`;
    },
    start: (file) => ['run', '--config', file, '--adapter', 'caddyfile'],
  },
  {
    program: 'nginx',
    debian: 'nginx-light',
    configuration: (upstreams, port, folder) => {
      const server = written('docs/nginx.conf');
      const listening = exchanged(
        server,
        /listen 443 ssl;[\s\S]*?ssl_certificate_key.*?;/,
        `listen 127.0.0.1:${port};`,
      );
      const addressed = exchanged(
        exchanged(listening, 'server 127.0.0.1:3001', `server 127.0.0.1:${upstreams[0]}`),
        'server 127.0.0.1:3002',
        `server 127.0.0.1:${upstreams[1]}`,
      );
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((name) => `${name}_temp_path ${folder}/${name};`)
        .join('\n');
      return `daemon off;\npid ${folder}/nginx.pid;\nerror_log ${folder}/nginx.log;\nevents {}\nhttp {\naccess_log off;\n${temporary}\n${addressed}\n}\n`;
    },
    start: (file, folder) => ['-c', file, '-p', folder],
  },
];
