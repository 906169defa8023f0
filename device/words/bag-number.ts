/** The number of a bag in one form, without spaces and hyphens; `null`: not 6 to 20 letters and digits with one digit at least. */
export function readBagNumber(typed: string): string | null {
  const bag = typed.replaceAll(/[-\s]/g, '').toUpperCase();
  return /^(?=.*\d)[A-Z0-9]{6,20}$/.test(bag) ? bag : null;
}
