import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';

/** Identity of the simulated office, which opens sealed applications. It is made once, in the format of `age-keygen`. */
export async function readOfficeUnsealingKey(file: string) {
  if (!existsSync(file)) writeFileSync(file, `${await generateX25519Identity()}\n`, { mode: 0o600 });
  const identity = readFileSync(file, 'utf8').trim();
  return { identity, recipient: await identityToRecipient(identity) };
}
