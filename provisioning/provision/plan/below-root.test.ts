import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveInImage, withFolderInImage } from './below-root.ts';

let folder: string;
let root: string;
let outside: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-root-'));
  root = join(folder, 'image');
  outside = join(folder, 'outside');
  mkdirSync(join(root, 'etc'), { recursive: true });
  mkdirSync(outside);
});
afterEach(() => rmSync(folder, { recursive: true }));

const link = (to: string, path: string) => symlinkSync(to, join(root, path));
const place = (path: string, last: 'followed' | 'itself' = 'followed') =>
  resolveInImage(root, path, last).slice(root.length);

describe('resolveInImage', () => {
  it('when a link is absolute, then it begins at the root of the image', () => {
    link('/srv/kiosk', 'etc/asan-kiosk');
    expect(place('/etc/asan-kiosk/profile.yaml')).toBe('/srv/kiosk/profile.yaml');
  });

  it('when a link climbs out with .., then it stops at the root', () => {
    link(`../../../..${outside}`, 'etc/asan-kiosk');
    expect(place('/etc/asan-kiosk/profile.yaml')).toBe(`${outside}/profile.yaml`);
    link('..', 'up');
    link('up/up/up/etc', 'round');
    expect(place('/round/../../../etc/x')).toBe('/etc/x');
  });

  it('when links follow each other, then each is resolved, and a circle is ELOOP', () => {
    link('/b', 'a');
    link('etc', 'b');
    expect(place('/a/x')).toBe('/etc/x');
    link('/d', 'c');
    link('/c', 'd');
    expect(() => place('/c/x')).toThrow('ELOOP');
  });

  it('when the file itself is a link, then the link is meant, or followed below the root', () => {
    link('/srv/key', 'etc/key');
    expect(place('/etc/key', 'itself')).toBe('/etc/key');
    expect(place('/etc/key')).toBe('/srv/key');
  });
});

describe('withFolderInImage', () => {
  const write = (path: string) => withFolderInImage(root, path, 0o755, (at) => writeFileSync(join(at, 'written'), 'x'));

  it('when the folder is missing, then it is made below the root, also behind an absolute link to nowhere', () => {
    link('/srv/kiosk', 'etc/asan-kiosk');
    write('/etc/asan-kiosk/deep');
    expect(readFileSync(join(root, 'srv/kiosk/deep/written'), 'utf8')).toBe('x');
    expect(existsSync('/srv/kiosk/deep')).toBe(false);
  });

  it('when the root is named through a link, with a slash or a dot, then it is the same folder', () => {
    symlinkSync(root, join(folder, 'alias'));
    for (const alias of [join(folder, 'alias'), `${root}/`, `${folder}/./image`])
      withFolderInImage(alias, '/etc', 0o755, (at) => writeFileSync(join(at, 'written'), alias));
    expect(readdirSync(join(root, 'etc'))).toEqual(['written']);
  });

  it('when a link replaces a folder after it was opened, then nothing is written through it', () => {
    withFolderInImage(root, '/etc', 0o755, (at) => {
      renameSync(join(root, 'etc'), join(root, 'was-etc'));
      link(outside, 'etc');
      writeFileSync(join(at, 'written'), 'x');
    });
    expect(readdirSync(outside)).toEqual([]);
    expect(existsSync(join(root, 'was-etc/written'))).toBe(true);
  });

  it('when a file is in the way, then the error is ENOTDIR', () => {
    writeFileSync(join(root, 'etc/asan-kiosk'), '');
    expect(() => write('/etc/asan-kiosk')).toThrow('ENOTDIR');
  });
});
