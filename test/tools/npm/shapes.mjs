// @ts-check
/**
 * `node test/tools/npm/shapes.mjs [--compatible | --released]` records the public declarations, and which part of the version the next
 * release must raise.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fromRoot } from '../root.mjs';

/** @import { Api } from './api.mjs' */

/** @typedef {'nothing' | 'minor' | 'major'} Level */

/**
 * @typedef {object} Recorded
 * @property {string} since last released version
 * @property {Level} owes least step to the next version
 * @property {Record<string, string>} shapes by module and name; `inside` for names that no module exports
 */

const FILE = 'docs/api-shapes.json';

/** @returns {Recorded} */
export const readRecordedShapes = () => JSON.parse(readFileSync(fromRoot(FILE), 'utf8'));

/**
 * @param {Api} api
 * @returns {Record<string, string>}
 */
export function shapesOf({ doors, others }) {
  /** @type {Map<string, string[]>} */
  const shapes = new Map();
  /**
   * @param {string} key
   * @param {string} shape
   */
  const add = (key, shape) => shapes.set(key, [...(shapes.get(key) ?? []), shape]);
  for (const { folder, names } of doors) for (const { name, shape } of names) add(`${folder} ${name}`, shape);
  for (const { name, shape } of others) add(`inside ${name}`, shape);
  return Object.fromEntries([...shapes].sort().map(([key, all]) => [key, digest(all.sort().join('\n'))]));
}

/** @param {string} text */
const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 10);

/**
 * @param {Record<string, string>} before
 * @param {Record<string, string>} now
 * @returns {{ gone: string[], changed: string[], added: string[] }}
 */
export function compareShapes(before, now) {
  return {
    gone: Object.keys(before).filter((key) => !(key in now)),
    changed: Object.keys(now).filter((key) => key in before && before[key] !== now[key]),
    added: Object.keys(now).filter((key) => !(key in before)),
  };
}

/**
 * Version step that a difference needs. Only a person can say whether a changed shape breaks programs. A removed name that nothing could
 * import breaks none.
 *
 * @param {ReturnType<typeof compareShapes>} difference
 * @param {boolean} compatible a person checked the changes: programs still compile
 * @returns {Level}
 */
export function levelOf({ gone, changed, added }, compatible) {
  const missed = gone.filter((key) => !key.startsWith('inside '));
  if (missed.length > 0 || (changed.length > 0 && !compatible)) return 'major';
  return changed.length + added.length + gone.length > 0 ? 'minor' : 'nothing';
}

/** @type {readonly Level[]} */
const LEVELS = ['nothing', 'minor', 'major'];

/**
 * @param {Level} one
 * @param {Level} other
 */
export const higherLevel = (one, other) => (LEVELS.indexOf(one) > LEVELS.indexOf(other) ? one : other);

/**
 * Whether a version may follow another (Semantic Versioning 2.0.0). Below 1.0.0 the second number is the major version, and the third the
 * minor.
 *
 * @param {string} version
 * @param {string} since
 * @param {Level} owes
 */
export function mayFollow(version, since, owes) {
  const [major = 0, minor = 0, patch = 0] = since.split('.').map(Number);
  const [nextMajor = 0, nextMinor = 0, nextPatch = 0] = version.split('.').map(Number);
  if (nextMajor !== major) return nextMajor > major;
  const needed = { nothing: 0, minor: 1, major: 2 }[owes] - (major === 0 ? 1 : 0);
  if (nextMinor !== minor) return nextMinor > minor && needed < 2;
  return nextPatch > patch && needed < 1;
}

/**
 * Lines that name the shapes that differ from the record.
 *
 * @param {ReturnType<typeof compareShapes>} difference
 */
export const shapeDifferenceLines = ({ gone, changed, added }) =>
  [
    ...gone.map((key) => `gone: ${key}`),
    ...changed.map((key) => `changed: ${key}`),
    ...added.map((key) => `added: ${key}`),
  ].join('\n');

/**
 * `change`: the version step that this change needs alone. `owes`: the step with all recorded changes.
 *
 * @param {Recorded} before
 * @param {ReturnType<typeof compareShapes>} difference
 * @param {boolean} compatible as for `levelOf`
 * @returns {{ change: Level, owes: Level }}
 */
export function requiredPart(before, difference, compatible) {
  const change = levelOf(difference, compatible);
  return { change, owes: higherLevel(before.owes, change) };
}

/**
 * @param {ReturnType<typeof requiredPart>} owed
 * @param {string} since
 */
export const requiredPartText = ({ change, owes }, since) =>
  `this change owes: ${change} (compared with ${FILE})\nwith all other changes since ${since}, the next version owes: ${owes}`;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { buildAll } = await import('../build.mjs');
  const { readApi } = await import('./api.mjs');
  if (!(await buildAll(['npm']))) throw new Error('the package could not be built');
  const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
  const before = readRecordedShapes();
  const shapes = shapesOf(readApi());
  const difference = compareShapes(before.shapes, shapes);
  const released = process.argv.includes('--released');
  const since = released ? version : before.since;
  /** @type {ReturnType<typeof requiredPart>} */
  const owed = released
    ? { change: 'nothing', owes: 'nothing' }
    : requiredPart(before, difference, process.argv.includes('--compatible'));
  writeFileSync(fromRoot(FILE), `${JSON.stringify({ since, owes: owed.owes, shapes }, null, 2)}\n`);
  console.log(`${shapeDifferenceLines(difference)}\n${requiredPartText(owed, since)}`.trim());
}
