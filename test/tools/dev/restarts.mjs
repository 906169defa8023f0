// @ts-check

/** @typedef {import('./problems.mjs').Problem} Problem */

/**
 * Restarts the device if a change affects it. No device starts before the first build ends. A running device goes on while a file has a
 * fault; the first device starts without a faulty service.
 *
 * @param {object} parts
 * @param {() => Promise<Readonly<Record<'catalogue' | 'profile', readonly Problem[]>>>} parts.check
 * @param {() => string} parts.digest of everything that the device starts with
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

  /** Runs looks one after another: each look sees the device that the previous look started. */
  let looking = Promise.resolve();
  const changed = () => {
    looking = looking.then(look).catch((error) => console.log(String(error)));
    return looking;
  };
  return {
    changed,
    built() {
      isBuilt = true;
      return changed();
    },
  };
}
