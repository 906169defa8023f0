import { formatZone, type ZoneFields } from '../../drivers/id-reader/mrz/codec.ts';

/** A document of the simulator's holder. Every person and every number in it is invented. */
export interface SimulatedDocument {
  readonly id: DocumentId;
  /** The next three are for the dock. `holder` is as the holder writes it, not as the zone has it. */
  readonly title: string;
  readonly holder: string;
  readonly note: string;
  /** The lines a reader sends for it. */
  readonly zone: readonly string[];
}

export type DocumentId =
  | 'aze-card-woman'
  | 'aze-card-man'
  | 'aze-card-old'
  | 'aze-passport'
  | 'aze-card-child'
  | 'aze-card-expired'
  | 'aze-card-forged'
  | 'utopia-card';

/** Layouts after ICAO 9303-5, -6 and -4; zones spell `Ə` as `A`, and `İ` and `I` as `I`. */
const NEW_CARD = { format: 'TD1', documentCode: 'IA', issuer: 'AZE', nationality: 'AZE' } as const;

const WOMAN: ZoneFields = {
  ...NEW_CARD,
  documentNumber: 'AA1204587',
  surname: 'MAMMADOVA',
  givenNames: 'AYSEL',
  sex: 'F',
  birthDate: '900315',
  expiryDate: '320514',
  optional: ['5ZK1C7M', ''],
};

const MAN: ZoneFields = {
  ...NEW_CARD,
  documentNumber: 'AB0719346',
  surname: 'HUSEYNLI',
  givenNames: 'ORKHAN',
  sex: 'M',
  birthDate: '841102',
  expiryDate: '310920',
  optional: ['2QJ80WT', ''],
};

const OLD_CARD: ZoneFields = {
  format: 'TD2',
  documentCode: 'I',
  issuer: 'AZE',
  nationality: 'AZE',
  documentNumber: '00817253',
  surname: 'ISMAYILOV',
  givenNames: 'KAMRAN',
  sex: 'M',
  birthDate: '570623',
  expiryDate: null,
  optional: ['1NR4T9B'],
};

const PASSPORT: ZoneFields = {
  format: 'TD3',
  documentCode: 'PC',
  issuer: 'AZE',
  nationality: 'AZE',
  documentNumber: 'C01948372',
  surname: 'GULIYEVA',
  givenNames: 'LEYLA',
  sex: 'F',
  birthDate: '950830',
  expiryDate: '330117',
  optional: ['6XW3H2D'],
};

const CHILD: ZoneFields = {
  ...NEW_CARD,
  documentNumber: 'AA2650138',
  surname: 'MAMMADOV',
  givenNames: 'TUNAR',
  sex: 'M',
  birthDate: '180907',
  expiryDate: '280906',
  optional: ['8LV5G0P', ''],
};

const EXPIRED: ZoneFields = {
  ...NEW_CARD,
  documentNumber: 'AA0098214',
  surname: 'RUSTAMOVA',
  givenNames: 'NIGAR',
  sex: 'F',
  birthDate: '780412',
  expiryDate: '210603',
  optional: ['4BT6Y1K', ''],
};

const FOREIGNER: ZoneFields = {
  ...NEW_CARD,
  documentCode: 'I',
  issuer: 'UTO',
  nationality: 'UTO',
  documentNumber: 'D55120934',
  surname: 'ERIKSSON',
  givenNames: 'ANNA MARIA',
  sex: 'F',
  birthDate: '740812',
  expiryDate: '340415',
  optional: ['', ''],
};

/** One digit of the document number changed, and no check digit with it. */
const forged = ([first = '', ...others]: readonly string[]): readonly string[] => [
  first.replace('AA1204587', 'AA1204588'),
  ...others,
];

/** The document holder beside the simulated reader, in the order of the dock. */
export const SIMULATED_DOCUMENTS: readonly SimulatedDocument[] = [
  {
    id: 'aze-card-woman',
    title: 'AZE · TD1',
    holder: 'MƏMMƏDOVA AYSEL',
    note: 'identity card, valid',
    zone: formatZone(WOMAN),
  },
  {
    id: 'aze-card-man',
    title: 'AZE · TD1',
    holder: 'HÜSEYNLİ ORXAN',
    note: 'identity card, valid',
    zone: formatZone(MAN),
  },
  {
    id: 'aze-card-old',
    title: 'AZE · TD2',
    holder: 'İSMAYILOV KAMRAN',
    note: 'old card, no expiry date',
    zone: formatZone(OLD_CARD),
  },
  {
    id: 'aze-passport',
    title: 'AZE · TD3',
    holder: 'QULİYEVA LEYLA',
    note: 'passport, valid',
    zone: formatZone(PASSPORT),
  },
  {
    id: 'aze-card-child',
    title: 'Under 15',
    holder: 'MƏMMƏDOV TUNAR',
    note: 'born in 2018',
    zone: formatZone(CHILD),
  },
  {
    id: 'aze-card-expired',
    title: 'Expired',
    holder: 'RÜSTƏMOVA NİGAR',
    note: 'expired in 2021',
    zone: formatZone(EXPIRED),
  },
  {
    id: 'aze-card-forged',
    title: 'Forged zone',
    holder: 'MƏMMƏDOVA AYSEL',
    note: 'check digit wrong',
    zone: forged(formatZone(WOMAN)),
  },
  {
    id: 'utopia-card',
    title: 'UTO · TD1',
    holder: 'ERIKSSON ANNA MARIA',
    note: 'foreign card, no FIN',
    zone: formatZone(FOREIGNER),
  },
];

/** The document of that id, or `undefined` if the holder has none. */
export function simulatedDocument(id: string): SimulatedDocument | undefined {
  return SIMULATED_DOCUMENTS.find((document) => document.id === id);
}
