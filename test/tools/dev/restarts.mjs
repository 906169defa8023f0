// @ts-check

/** @typedef {import('./problems.mjs').Problem} Problem */

/**
 * Restarts the device if a change affects it. No device runs before the first build ends. A running device goes on
 * while a file has a fault; the first device starts without a service that has one.
 *
 * @param {object} parts
 * @param {() => Promise<Readonly<Record<'catalogue' | 'profile', readonly Problem[]>>>} parts.check
 * @param {() => string} parts.digest of all that the device is started with
 * @param {() => Promise<void>} parts.start
 * @param {Pick<import('./problems.mjs').Problems, 'set'>} parts.problems
 */
export function createRestarts({ check, digest, start, problems }) {
  let isBuilt = false;
  let startedWith = '';

  async function look() {
    const { catalogue, profile } = await check();
    problems.set('catalogue', catalogue);
    problems.set('profile', profile);
    if (!isBuilt || profile.length > 0 || (catalogue.length > 0 && startedWith !== '')) return;
    const wanted = digest();
    if (wanted === startedWith) return;
    startedWith = wanted;
    await start();
  }

  /** Looks run one after the other: each look sees the device that the previous look started. */
  let looking = Promise.resolve();
  const changed = () => {
    looking = looking.then(look).catch((error) => console.log(String(error)));
    return looking;
  };
  return {
    /** Call this when a file of the catalogue or the profile has changed. */
    changed,
    built() {
      isBuilt = true;
      return changed();
    },
  };
}
