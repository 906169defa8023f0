import { X509Certificate } from 'node:crypto';
import { realFiles } from '../../device/config/files.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readSeals } from '../../device/document/seals.ts';
import { adviceOf } from '../devices/open-device.ts';
import { bad, type Check, good } from './check.ts';
import { configFix } from './config.ts';

/** Whose documents this kiosk believes; nothing is said where it has none. */
export function sealChecks(profile: Pick<Profile, 'backOffice'>, now = new Date()): readonly Check[] {
  const seals = readSeals(profile, realFiles);
  if (!seals.ok) return [bad('seal', describeConfigTrouble(seals.error), configFix(seals.error, 'backOffice'))];
  return seals.value.map((der) => {
    const { subject, validFrom, validTo } = new X509Certificate(der);
    const [, name = ''] = /^CN=(.*)$/m.exec(subject) ?? [];
    const [from, until] = [validFrom, validTo].map((date) => new Date(date));
    const found = `${name}, valid until ${until?.toISOString().slice(0, 10)}`;
    const isNow = from !== undefined && until !== undefined && now >= from && now <= until;
    return isNow ? good('seal', found) : bad('seal', `${found} (BKO-125)`, adviceOf('BKO-125'));
  });
}
