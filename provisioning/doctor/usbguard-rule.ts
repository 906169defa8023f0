/** When a technician adds a rule, the daemon writes the file in another spelling [usbguard-rules.conf(5)]. */
export interface UsbRule {
  readonly target: string;
  /** By name, such as `serial`. A repeated attribute, or a condition, has its own entry. */
  readonly attributes: ReadonlyMap<string, UsbAttribute>;
}

interface UsbAttribute {
  readonly operator: string;
  readonly values: readonly string[];
}

const OPERATORS = ['all-of', 'one-of', 'none-of', 'equals', 'equals-ordered', 'match-all'];
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}]|[^\s{}"]+/g;

export function usbRuleIn(text: string): UsbRule {
  const [target = '', ...tokens] = text.match(TOKEN) ?? [];
  const attributes = new Map<string, UsbAttribute>();
  for (let at = 0; at < tokens.length; ) {
    const name = tokens[at] ?? '';
    at += 1;
    const operator = OPERATORS.includes(tokens[at] ?? '') ? (tokens[at++] ?? '') : 'equals';
    const end = tokens[at] === '{' ? tokens.indexOf('}', at) : at;
    const last = end < 0 ? tokens.length : end;
    const values = tokens.slice(tokens[at] === '{' ? at + 1 : at, tokens[at] === '{' ? last : last + 1);
    attributes.set(attributes.has(name) ? `${name} ${at}` : name, { operator, values: values.map(plain) });
    at = last + 1;
  }
  return { target, attributes };
}

/** USBGuard escapes more than necessary. */
const plain = (value: string): string =>
  value.startsWith('"')
    ? value.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : value.toLowerCase();

/** Rules with the same meaning give the same text. Only `equals-ordered` heeds the order of values. */
export function canonicalUsbRule({ target, attributes }: UsbRule): string {
  const parts = [...attributes].map(
    ([name, { operator, values }]) =>
      `${name} ${operator} { ${(operator === 'equals-ordered' ? values : [...values].sort()).join(' ')} }`,
  );
  return [target, ...parts.sort()].join(' ');
}
