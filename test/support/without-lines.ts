/** Text of a profile without its lines, for a test that brings its own. */
export const withoutLines = (profile: string): string => profile.replace(/^lines:\n(?: .*\n)*/m, '');
