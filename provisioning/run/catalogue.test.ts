import { expect, it } from 'vitest';
import { type ReadableFiles, realFiles } from '../../device/config/files.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { loadCatalogueForRun } from './catalogue.ts';

const DIR = 'device/catalogue';
const TEMPLATE = realFiles.read(packageFile('device/catalogue/service-template.yaml'));
const isHalf = (path: string) => path.endsWith('/half-written.yaml');

const half: ReadableFiles = {
  ...realFiles,
  list: (path) => [...realFiles.list(path).filter((name) => name === 'gas-bill.yaml'), 'half-written.yaml'],
  read: (path) => (isHalf(path) ? TEMPLATE.replaceAll('SERVICE_ID', 'half-written') : realFiles.read(path)),
};

function started(simulate: boolean, files: ReadableFiles) {
  const notes: string[] = [];
  const catalogue = loadCatalogueForRun(DIR, simulate ? { simulate } : {}, { note: (line) => notes.push(line) }, files);
  return { catalogue, notes };
}

it('when a service is half written, then a simulated kiosk starts without it and names it in one line', () => {
  const { catalogue, notes } = started(true, half);
  expect(catalogue.ok && catalogue.value.services.map(({ id }) => id)).toEqual(['gas-bill']);
  expect(notes).toEqual([
    expect.stringMatching(
      /^service left out: device\/catalogue\/services\/half-written\.yaml:\d+: .* \(CFG-103\) and \d+ more \(asan-kiosk catalogue check\)$/,
    ),
  ]);
});

it('when a service is half written, then a kiosk with real devices does not start', () => {
  expect(started(false, half)).toMatchObject({ catalogue: { ok: false, error: { code: 'CFG-103' } }, notes: [] });
});

it('when no service is left, or a shared file is wrong, then a simulated kiosk does not start either', () => {
  const alone = { ...half, list: () => ['half-written.yaml'] };
  expect(started(true, alone)).toMatchObject({ catalogue: { ok: false, error: { code: 'CFG-103' } }, notes: [] });
  const read = (path: string) => (path.endsWith('groups.yaml') ? 'groups: 5\n' : half.read(path));
  const file = 'device/catalogue/groups.yaml';
  expect(started(true, { ...half, read })).toMatchObject({ catalogue: { ok: false, error: { file } }, notes: [] });
});
