import { err, messageOf, type Result } from './result.ts';

/**
 * Makes the error if a package with native parts cannot be loaded: `import('serialport').then(ok, describeLoadError('serialport'))`. The error
 * tells a technician what to install. A bundler accepts a missing package only if the call of `import` handles the rejection itself.
 *
 * @param name as npm knows it
 */
export const describeLoadError =
  (name: string) =>
  (cause: unknown): Result<never, string> =>
    err(
      isMissing(cause, name)
        ? `the package ${name} is not installed: npm install ${name}`
        : `${name}: ${messageOf(cause)}`,
    );

/** Node's codes for `import` and `require`. A present package may lack its own dependency. */
const isMissing = (cause: unknown, name: string): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  (cause.code === 'ERR_MODULE_NOT_FOUND' || cause.code === 'MODULE_NOT_FOUND') &&
  cause.message.includes(`'${name}'`);
