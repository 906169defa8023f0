// @ts-check

/** @typedef {import('./problems.mjs').Problem} Problem */

/**
 * Starts the device anew after a change that makes it another one. Before the first build ends there is none. A device that runs goes on
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

  /** One after the other: each looks at what the one before has started. */
  let looking = Promise.resolve();
  const changed = () => {
    looking = looking.then(look).catch((error) => console.log(String(error)));
    return looking;
  };
  return {
    /** A file of the catalogue or the profile is another one. */
    changed,
    built() {
      isBuilt = true;
      return changed();
    },
  };
}
