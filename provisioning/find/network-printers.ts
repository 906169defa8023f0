import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { printerUri } from '../../drivers/document-printer/ipp/address.ts';
import type { FindIo, FoundDevice } from './found.ts';

const BROWSE_MS = 10_000;

/** Without this socket, avahi-browse only fails. `provision` masks the daemon. */
const AVAHI_SOCKET = '/run/avahi-daemon/socket';

/** Finds sheet printers that announce themselves (DNS-SD, RFC 6763), with Debian's avahi-utils. */
export async function networkPrinters(io: FindIo, socket = AVAHI_SOCKET): Promise<readonly FoundDevice[]> {
  if (!existsSync(socket)) return [];
  const found = await Promise.all(
    ['_ipps._tcp', '_ipp._tcp'].map(async (service) => {
      io.note(`network: searches printers (${service})`);
      try {
        const args = ['--resolve', '--parsable', '--terminate', service];
        const { stdout } = await promisify(execFile)('avahi-browse', args, { timeout: BROWSE_MS });
        return printersIn(stdout);
      } catch (error) {
        io.note(`network: ${whyNot(error)}`);
        return [];
      }
    }),
  );
  // A printer announces itself on each network card, for IPv4 and IPv6, with and without TLS.
  const byHost = new Map<string, FoundDevice>();
  for (const printer of found.flat()) {
    const key = printer.at.kind === 'ipp' ? new URL(printer.at.uri).hostname : '';
    if (!byHost.has(key)) byHost.set(key, printer);
  }
  return [...byHost.values()];
}

const whyNot = (error: unknown): string =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
    ? 'avahi-browse is not installed: apt-get install avahi-utils'
    : `avahi-browse: ${error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)}`;

/**
 * Parses the lines of `avahi-browse -rp`: `=;card;IPv4;name;service;domain;host;address;port;txt`. `\059` is a semicolon. Keys of the
 * record: `rp` is the path, `ty` the model, `pdl` the formats (Bonjour Printing Specification 1.2.1, section 9.2).
 */
export function printersIn(lines: string): readonly FoundDevice[] {
  return lines.split('\n').flatMap((line): FoundDevice[] => {
    const [kind, , , name = '', service, , host, , port, txt = ''] = line.split(';');
    if (kind !== '=' || host === undefined || host === '') return [];
    const record = new Map([...txt.matchAll(/"([^"=]+)=([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]));
    const tls = service === '_ipps._tcp';
    const uri = printerUri({ host, port: Number(port), path: `/${record.get('rp') ?? 'ipp/print'}`, tls });
    const takesPdf = record.get('pdl')?.includes('application/pdf') ?? false;
    return [
      {
        at: { kind: 'ipp', uri },
        proposals: [
          {
            role: 'documentPrinter',
            settings: { driver: 'ipp', uri },
            certainty: takesPdf ? 'described' : 'likely',
            evidence: `${record.get('ty') ?? unescaped(name)} announces itself as a printer on the network${takesPdf ? ', and takes PDF' : ''}`,
          },
        ],
      },
    ];
  });
}

/** `\032` is a space: decimal code of a UTF-8 byte. */
const unescaped = (name: string): string =>
  Buffer.from(
    name.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number(code))),
    'latin1',
  ).toString('utf8');
