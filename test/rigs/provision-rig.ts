import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ProvisionRig {
  readonly folder: string;
  readonly stick: string;
  readonly root: string;
  at(name: string): string;
  read(path: string): string;
  makeKey(name: string): void;
  sign(file: string, key: string, ...options: readonly string[]): void;
  order(text: string, key?: string): void;
  files(): Readonly<Record<string, string>>;
  close(): void;
}

const NAMES = 'root:x:0:0::/root:/bin/sh\nasan-kiosk:x:990:990::/:/usr/sbin/nologin\n';
const GROUPS = 'root:x:0:\nasan-kiosk:x:990:\n';

export function provisionRig(): ProvisionRig {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-provision-'));
  const at = (name: string) => join(folder, name);
  const [stick, root] = [at('stick'), at('root')];
  mkdirSync(stick);
  mkdirSync(join(root, 'etc'), { recursive: true });
  writeFileSync(join(root, 'etc/passwd'), NAMES);
  writeFileSync(join(root, 'etc/group'), GROUPS);
  writeFileSync(join(root, 'etc/machine-id'), `${'0123456789abcdef'.repeat(2)}\n`);
  const minisign = (...args: readonly string[]) => execFileSync('minisign', args, { stdio: 'pipe', cwd: folder });
  const makeKey = (name: string) => void minisign('-G', '-W', '-f', '-p', at(`${name}.pub`), '-s', at(`${name}.key`));
  const sign = (file: string, key: string, ...options: readonly string[]) =>
    void minisign('-S', ...options, '-s', at(`${key}.key`), '-m', file);
  makeKey('office');
  return {
    folder,
    stick,
    root,
    at,
    makeKey,
    sign,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    order(text, key = 'office') {
      writeFileSync(join(stick, 'order.yaml'), text);
      sign(join(stick, 'order.yaml'), key);
    },
    files() {
      const found = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => {
        const its = statSync(join(root, name), { throwIfNoEntry: false });
        return its?.isFile() && !/^etc\/(passwd|group|machine-id)$/.test(name);
      });
      return Object.fromEntries(found.toSorted().map((name) => [name, readFileSync(join(root, name), 'utf8')]));
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

export const AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIBrjCCAVWgAwIBAgIQRtrsObkUYnIMNtFe5H0ZITAKBggqhkjOPQQDAjAnMSUw
IwYDVQQDDBxSZWZlcmVuY2Ugb2ZmaWNlIChURVNUIE9OTFkpMB4XDTI2MTEyNzIw
Mzg0M1oXDTM2MTEyNDIwNDM0M1owJzElMCMGA1UEAwwcUmVmZXJlbmNlIG9mZmlj
ZSAoVEVTVCBPTkxZKTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEr5VBkK7eI1
WSi7Ebf7yA+0UyLsnmBYiVXM6pBF0BiKEyB+QbwpePCCmRNtKqDdsqpq4g+m+fpH
MO0yVHITIlejYzBhMA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQU47APp9OelC4N
BMNiHa3aV/BxN5YwHwYDVR0jBBgwFoAU47APp9OelC4NBMNiHa3aV/BxN5YwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBbkenUyODcg5Gf5ZvjbxHY
5VWSih+Kziwp88iI0byltwIgFXokCbhTC3Dsp9xcT8+9YMBQSDBbANPGrcdg258H
PRc=
-----END CERTIFICATE-----
`;

/** An order for K5 and K6, with all devices on the network. */
export const orderText = (serial = 7, more = ''): string => `serial: ${serial}
issued: "2026-01-01"
expires: "2099-12-31"
centre:
  number: 5
  name: { az: Dövlət xidmətləri mərkəzi № 5, ru: Центр государственных услуг № 5, en: Public service centre No 5 }
  short: { az: Mərkəz № 5, ru: Центр № 5, en: Centre No 5 }
statusUrl: https://status.example/a/
panel: { widthPx: 1080, heightPx: 1920, pxPerMm: 4.03 }
office: { url: "https://office.example" }
allow: [time.example]
kiosks:
  - id: K5
    terminalPassword: "481516"
    devices: &devices
      reader: { driver: mrz, link: { serial: { socket: 1-1.2, baudRate: 9600 } } }
      terminal: { driver: zvt, framing: tcp, password: "481516", link: { tcp: { host: 192.0.2.8, port: 20007 } } }
      printer: { driver: escpos, model: epson-tm-t20, link: { tcp: { host: 192.0.2.7, port: 9100 } } }
  - { id: K6, devices: *devices }
${more}`;
