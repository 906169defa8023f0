/** npm downloads the binary of better-sqlite3 or compiles it. */
export const COMPILER_FIX = 'sudo apt-get install python3 make g++, then npm ci again';

/**
 * Error line for a command that needs the ledger, if `better-sqlite3` was neither fetched nor built. `npm ci` skips it because it is an
 * optional package. `null` for any other error.
 */
export function missingSqliteLine(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? error.code : undefined;
  const absent =
    (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') && /better-sqlite3/.test(error.message);
  const unbuilt = /^Could not locate the bindings file/.test(error.message);
  if (!absent && !unbuilt) return null;
  return `the ledger needs better-sqlite3, which is missing or not built. In a working copy: ${COMPILER_FIX}. On a kiosk: install the package asan-kiosk again`;
}
