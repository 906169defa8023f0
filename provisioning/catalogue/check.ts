import { readCatalogue } from '../../device/catalogue/load.ts';
import { realFiles } from '../../device/config/files.ts';
import { type ConfigTrouble, describeConfigTrouble } from '../../device/config/trouble.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { type CatalogueDayOptions, type CataloguePlaceOptions, catalogueDay, findCatalogue } from './place.ts';
import { type CatalogueWarning, warningsOf } from './warnings.ts';

export interface CatalogueCheckOptions extends Pick<CataloguePlaceOptions, 'profile'>, CatalogueDayOptions {
  readonly json?: true;
}

/** Lists all faults of a catalogue (the start of the kiosk shows only the first), and the warnings. */
export async function catalogueCheck(
  dir: string | undefined,
  options: CatalogueCheckOptions,
  io: Io,
  now = () => new Date(),
): Promise<CliOutcome> {
  const place = findCatalogue({ ...options, dir: dir === undefined ? undefined : withoutSlash(dir) });
  if (!place.ok) return place;
  const its = place.value.dir;
  const read = readCatalogue(its, realFiles);
  const faults = inFileOrder(read.faults);
  const warnings = warningsOf(its, read, catalogueDay(options, now), realFiles);
  const services = read.services.length;
  if (options.json) printJson(io, { dir: its, services, faults, warnings });
  else {
    for (const fault of faults) io.out(`${describeConfigTrouble(fault)}\n`);
    for (const warning of warnings) io.out(`${warningLine(warning)}\n`);
    io.out(
      `${its}: ${counted(services, 'service')}, ${counted(faults.length, 'fault')}, ${counted(warnings.length, 'warning')}\n`,
    );
  }
  if (faults.length === 0) return done;
  const files = new Set(faults.map(({ file }) => file)).size;
  return failed(
    `${its}: ${counted(faults.length, 'fault')} in ${counted(files, 'file')}: the kiosk does not start with this catalogue; correct these lines`,
  );
}

const withoutSlash = (dir: string): string => (dir.length > 1 ? dir.replace(/\/+$/, '') || '/' : dir);

function inFileOrder(faults: readonly ConfigTrouble[]): readonly ConfigTrouble[] {
  const files = [...new Set(faults.map(({ file }) => file))];
  return [...faults].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || (a.line ?? 0) - (b.line ?? 0));
}

const warningLine = ({ file, line, path, says }: CatalogueWarning): string =>
  `${file}${line === null ? '' : `:${line}`}: ${path}: warning: ${says}`;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
