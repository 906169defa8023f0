/** Parses JSON; `undefined` if the text is none (JSON has no such value, and no schema accepts it). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
