import { type CertificatePlan, type Identity, issueCsca, issueDocumentSigner } from './certificate.ts';
import { memo } from './memo.ts';
import { ecSigner, rsaSigner, type Signer } from './signer.ts';

/**
 * Who signs the documents of the holder set. All of it is made anew from fixed words, so every run and every machine has
 * the very same keys and certificates: worthless as secrets, and meant to be.
 */
export type SignerName =
  /** ECDSA on P-256. */
  | 'cards'
  /** RSA, PKCS #1 1.5. */
  | 'passports'
  /** RSA-PSS, as many passports have it. */
  | 'foreign-cards'
  /** Its time was over before the cards it signed were made. */
  | 'outdated'
  /** Issued by somebody who writes the name and the key identifier of the right CSCA, and has not its key. */
  | 'impostor';

const CSCA: CertificatePlan = { serial: 1, commonName: 'Test CSCA 1', from: '20100101', until: '20450101' };

const PLANS: Readonly<Record<SignerName, CertificatePlan>> = {
  cards: { serial: 101, commonName: 'Test document signer 1', from: '20100102', until: '20400101' },
  passports: { serial: 102, commonName: 'Test document signer 2', from: '20100102', until: '20400101' },
  'foreign-cards': { serial: 103, commonName: 'Test document signer 3', from: '20100102', until: '20400101' },
  outdated: { serial: 104, commonName: 'Test document signer 4', from: '20100102', until: '20120101' },
  impostor: { serial: 105, commonName: 'Test document signer 5', from: '20100102', until: '20400101' },
};

/** The CSCA whose certificate a kiosk trusts, and another one of the same name that it never heard of. */
const cscaOf = memo((which: 'trusted' | 'impostor'): Identity => issueCsca(CSCA, ecSigner(`csca ${which}`, 'P-384')));

/** In DER, to be put among the trusted ones of a kiosk that reads simulated documents. */
export const trustedCsca = (): Uint8Array => cscaOf('trusted').certificate;

const keyOf = (name: SignerName): Signer => {
  if (name === 'passports') return rsaSigner('signer passports', 'pkcs1');
  if (name === 'foreign-cards') return rsaSigner('signer foreign cards', 'pss');
  return ecSigner(`signer ${name}`, 'P-256');
};

/** A document signer with its certificate. Making an RSA key takes a part of a second, so it is made when first asked for. */
export const documentSigner = memo((name: SignerName): Identity => {
  const issuer = cscaOf(name === 'impostor' ? 'impostor' : 'trusted').signer;
  const namesKeyOf = cscaOf('trusted').signer;
  return issueDocumentSigner(PLANS[name], keyOf(name), { commonName: CSCA.commonName, signer: issuer, namesKeyOf });
});
