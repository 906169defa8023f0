/** What the world may do is a value; what only a bug can do is thrown. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** The words of anything that was thrown; some libraries throw plain text. */
export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** `null` where it is rejected: for what may simply not be there, such as a file that an unplug takes away or another system has not. */
export const orNull = <T>(found: Promise<T>): Promise<T | null> => found.catch(() => null);
