interface DeviceKindRow {
  /** First three letters of its trouble codes. */
  readonly codes: string;
  /** Trouble code if the port is missing. */
  readonly absent: `${string}-${number}`;
  /** Trouble code if the device is silent. */
  readonly silent: `${string}-${number}`;
  /** Whether each kiosk has one. Else a profile may lack it. */
  readonly isNeeded: boolean;
  /** Whether it has a serial port or TCP socket. */
  readonly hasLink: boolean;
  /** Default driver, if a technician gives only the address. */
  readonly driver: string;
  /** Path below `devices` of the profile. Absent: the id. */
  readonly path?: string;
  /** Name for technicians, as written inside a sentence. */
  readonly name: Readonly<Record<'az' | 'ru' | 'en', string>>;
}

/** All kinds, in the order of the technician's page. The id is the key below `devices` of a profile; the command line has it in kebab case. */
export const DEVICE_KINDS = {
  reader: {
    codes: 'RDR',
    absent: 'RDR-104',
    silent: 'RDR-104',
    isNeeded: true,
    hasLink: true,
    driver: 'mrz',
    name: { az: 'sənəd oxuyucusu', ru: 'считыватель документов', en: 'document reader' },
  },
  chipReader: {
    codes: 'RDR',
    absent: 'RDR-203',
    silent: 'RDR-203',
    isNeeded: false,
    path: 'reader.chip',
    hasLink: true,
    driver: 'pn532',
    name: { az: 'çip oxuyucusu', ru: 'считыватель чипов', en: 'chip reader' },
  },
  terminal: {
    codes: 'TRM',
    absent: 'TRM-101',
    silent: 'TRM-102',
    isNeeded: true,
    hasLink: true,
    driver: 'zvt',
    name: { az: 'ödəniş terminalı', ru: 'платёжный терминал', en: 'payment terminal' },
  },
  printer: {
    codes: 'PRN',
    absent: 'PRN-101',
    silent: 'PRN-103',
    isNeeded: true,
    hasLink: true,
    driver: 'escpos',
    name: { az: 'qəbz printeri', ru: 'принтер чеков', en: 'receipt printer' },
  },
  billValidator: {
    codes: 'BIL',
    absent: 'BIL-101',
    silent: 'BIL-102',
    isNeeded: false,
    hasLink: true,
    driver: 'ccnet',
    name: { az: 'əskinas qəbuledicisi', ru: 'купюроприёмник', en: 'bill validator' },
  },
  documentPrinter: {
    codes: 'PRN',
    absent: 'PRN-101',
    silent: 'PRN-103',
    isNeeded: false,
    hasLink: false,
    driver: 'ipp',
    name: { az: 'sənəd printeri', ru: 'принтер документов', en: 'document printer' },
  },
  scanner: {
    codes: 'SCN',
    absent: 'SCN-101',
    silent: 'SCN-101',
    isNeeded: false,
    hasLink: false,
    driver: 'hid-pos',
    name: { az: 'kod skaneri', ru: 'сканер кодов', en: 'code scanner' },
  },
  badgeReader: {
    codes: 'BDG',
    absent: 'BDG-101',
    silent: 'BDG-102',
    isNeeded: false,
    hasLink: true,
    driver: 'pn532',
    name: { az: 'nişan oxuyucusu', ru: 'считыватель пропусков', en: 'badge reader' },
  },
  keypad: {
    codes: 'KPD',
    absent: 'KPD-101',
    silent: 'KPD-101',
    isNeeded: false,
    hasLink: false,
    driver: 'hid-keys',
    name: { az: 'düymə paneli', ru: 'клавишная панель', en: 'keypad' },
  },
} as const satisfies Readonly<Record<string, DeviceKindRow>>;

export type DeviceKind = keyof typeof DEVICE_KINDS;

export type ProfileKind = {
  [K in DeviceKind]: (typeof DEVICE_KINDS)[K] extends { readonly path: string } ? never : K;
}[DeviceKind];

export type RequiredDeviceKind = {
  [K in ProfileKind]: (typeof DEVICE_KINDS)[K]['isNeeded'] extends true ? K : never;
}[ProfileKind];

export type DeviceKindWithLink = {
  [K in DeviceKind]: (typeof DEVICE_KINDS)[K]['hasLink'] extends true ? K : never;
}[DeviceKind];

export type CabledDeviceKind = DeviceKindWithLink & ProfileKind;

/** In a profile they have only driver and link. */
export type OptionalCabledKind = Exclude<CabledDeviceKind, RequiredDeviceKind | 'badgeReader'>;

export const DEVICE_KIND_IDS = Object.keys(DEVICE_KINDS) as DeviceKind[];

export const PROFILE_KINDS = DEVICE_KIND_IDS.filter((kind): kind is ProfileKind => !('path' in DEVICE_KINDS[kind]));

export const CABLED_KINDS = PROFILE_KINDS.filter((kind): kind is CabledDeviceKind => DEVICE_KINDS[kind].hasLink);

export const OPTIONAL_CABLED_KINDS = CABLED_KINDS.filter(
  (kind): kind is OptionalCabledKind => !DEVICE_KINDS[kind].isNeeded && kind !== 'badgeReader',
);

type Names = Readonly<Record<DeviceKind, string>>;
type NameLanguage = keyof DeviceKindRow['name'];

const namesBy = (of: (kind: DeviceKind) => string): Names =>
  Object.fromEntries(DEVICE_KIND_IDS.map((kind) => [kind, of(kind)])) as Names;

/** The names of the kinds, as written inside a sentence. */
export const deviceNames = (language: NameLanguage): Names => namesBy((kind) => DEVICE_KINDS[kind].name[language]);

/** The names of the kinds, as headings. */
export const deviceTitles = (language: NameLanguage): Names =>
  namesBy((kind) => {
    const name = DEVICE_KINDS[kind].name[language];
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  });

type Kebab<S extends string> = S extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${Kebab<Rest>}`
    : `-${Lowercase<First>}${Kebab<Rest>}`
  : S;

/** The id on the command line: `billValidator` is `bill-validator`. */
export const kebabOf = <K extends string>(id: K): Kebab<K> =>
  id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as Kebab<K>;

/** The id inside a sentence: `billValidator` is `bill validator`. */
export const wordsOf = (id: string): string => kebabOf(id).replaceAll('-', ' ');
