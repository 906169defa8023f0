/** One thing that was looked at. What is not ok comes with its fix. */
export interface Check {
  /** Stable, such as `node` or `printer`. */
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly found: string;
  readonly fix: string | null;
}

export const good = (name: string, found: string): Check => ({ name, state: 'ok', found, fix: null });
export const warning = (name: string, found: string, fix: string): Check => ({ name, state: 'warn', found, fix });
export const bad = (name: string, found: string, fix: string): Check => ({ name, state: 'fail', found, fix });
