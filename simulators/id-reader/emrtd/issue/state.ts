import { type CertificatePlan, type CertifiedSigner, issueCsca, issueDocumentSigner } from './certificate.ts';
import { memo } from './memo.ts';
import { ecSigner, rsaSigner, type Signer } from './signer.ts';

/** Test authorities. Keys come from fixed labels: the same everywhere, not secret. */
export type SignerName =
  /** ECDSA on P-256. */
  | 'cards'
  /** RSA, PKCS #1 1.5. */
  | 'passports'
  /** Signer of Utopia. RSA-PSS, as in many passports. */
  | 'foreign-cards'
  /** Signer that expired before its cards were made. */
  | 'outdated'
  /** Name and key identifier of the right CSCA, another key. */
  | 'impostor';

export type TestCountry = 'azerbaijan' | 'utopia';

const CSCAS: Readonly<Record<TestCountry, CertificatePlan>> = {
  azerbaijan: { serial: 1, country: 'AZ', commonName: 'Test CSCA 1', from: '20100101', until: '20450101' },
  utopia: { serial: 2, country: 'UT', commonName: 'Test CSCA 2', from: '20100101', until: '20450101' },
};

const TIME = { from: '20100102', until: '20400101' };
const AZ = { ...TIME, country: 'AZ' };

const PLANS: Readonly<Record<SignerName, CertificatePlan>> = {
  cards: { ...AZ, serial: 101, commonName: 'Test document signer 1' },
  passports: { ...AZ, serial: 102, commonName: 'Test document signer 2' },
  'foreign-cards': { ...TIME, country: 'UT', serial: 103, commonName: 'Test document signer 3' },
  outdated: { ...AZ, serial: 104, commonName: 'Test document signer 4', until: '20120101' },
  impostor: { ...AZ, serial: 105, commonName: 'Test document signer 5' },
};

const cscaOf = memo((which: TestCountry | 'impostor'): CertifiedSigner => {
  const country = which === 'impostor' ? 'azerbaijan' : which;
  return issueCsca(CSCAS[country], ecSigner(`csca ${which}`, 'P-384'));
});

/** Certificate of a trusted test authority, in DER. */
export const trustedCsca = (country: TestCountry): Uint8Array => cscaOf(country).certificate;

/** Both test certificates as one PEM file, for the trust folder of a kiosk that reads simulated documents. */
export const trustedCscas = (): Uint8Array =>
  new TextEncoder().encode((Object.keys(CSCAS) as TestCountry[]).map((country) => pem(trustedCsca(country))).join(''));

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

const keyOf = (name: SignerName): Signer => {
  if (name === 'passports') return rsaSigner('signer passports', 'pkcs1');
  if (name === 'foreign-cards') return rsaSigner('signer foreign cards', 'pss');
  return ecSigner(`signer ${name}`, 'P-256');
};

/** Made on demand: an RSA key takes a part of a second. */
export const documentSigner = memo((name: SignerName): CertifiedSigner => {
  const of = name === 'foreign-cards' ? 'utopia' : 'azerbaijan';
  const { signer } = cscaOf(name === 'impostor' ? 'impostor' : of);
  return issueDocumentSigner(PLANS[name], keyOf(name), { ...CSCAS[of], signer, namesKeyOf: cscaOf(of).signer });
});
