import { err, messageOf, ok, type Result } from './result.ts';

/**
 * Loads a package with native parts, which is not there on every machine. The error is for a technician, and names what to install where
 * it is not installed at all.
 *
 * @param name as npm knows it
 */
export async function loadPart<T>(name: string, load: () => Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await load());
  } catch (cause) {
    return err(
      isMissing(cause, name)
        ? `the package ${name} is not installed: npm install ${name}`
        : `${name}: ${messageOf(cause)}`,
    );
  }
}

/** Node's codes for `import` and `require`; the package may be there and something that it needs itself may not. */
const isMissing = (cause: unknown, name: string): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  (cause.code === 'ERR_MODULE_NOT_FOUND' || cause.code === 'MODULE_NOT_FOUND') &&
  cause.message.includes(`'${name}'`);
