// Reads the chip of an identity card on a PN532. The data on the card open it, and the certificate of the country proves it.
import { randomBytes } from 'node:crypto';
import { cable, realClock as clock } from 'asan-kiosk/drivers';
import { passwordOf, readChip, readTrustFile } from 'asan-kiosk/drivers/id-reader/emrtd';
import { createPn532Reader } from 'asan-kiosk/drivers/id-reader/pn532';
import { createChipSimulator, trustedCscas } from 'asan-kiosk/simulators/id-reader/emrtd';
import { createPn532Simulator, documentCard } from 'asan-kiosk/simulators/id-reader/pn532';

const { random } = Math;
const { host: link, device: wire } = cable();
const simulator = createPn532Simulator({ wire, clock });
simulator.insert(documentCard('card', createChipSimulator({ document: 'aze-card-woman', random })));

const trust = readTrustFile(trustedCscas());
if (!trust.ok) throw new Error(trust.error.why);
const password = passwordOf({ documentNumber: 'AA1204587', birthDate: '1990-03-15', expiryDate: '2032-05-14' });
const chip = { password, trust: trust.value, random: randomBytes, today: new Date() };
const reader = createPn532Reader({ link, clock, random, onDiscarded: console.warn });
reader.onCard(async (event) => {
  if (event.type !== 'card.inserted') return;
  console.log(await readChip(event.channel, chip, AbortSignal.timeout(45_000)));
  await reader.close();
});
