import type { DegradationCode } from '../degradation/channels.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

export const DEGRADATION_TEXTS: Readonly<Record<DegradationCode, TechnicianText>> = {
  'RDR-252': {
    title: 'Chip reader fails for several people',
    means:
      'Chips answer, but too many people had a chip that could not be read to its end. Old cards and moved cards are expected and do not cause this. The log line `device.degraded` has the numbers. In the state `withdrawn` the kiosk reads printed zones only, and confirms a person by a code to the phone. It still tries each chip, and reads chips again when enough of them are read.',
    todo: [
      'Wipe the place for cards. Look for metal, a sticker or a forgotten card near the antenna.',
      'Look at the cable and the power of the chip reader; a PN532 needs up to 150 mA.',
      'Stop the kiosk and run `sudo asan-kiosk reader read --profile /etc/asan-kiosk/profile.yaml` with a good card. If the command reads the chip, the kiosk reads chips again after its next start.',
      "If you cannot stop the kiosk, press *Cleaned* on the technician's page. The next person without success withdraws the chip reader again.",
    ],
  },
  'TRM-111': {
    title: 'Payment terminal has become slow',
    means:
      'Too many approved sales were slow. A sale is slow if it takes 45 s or more. It is also slow if it takes twice as long as the first 30 sales on average, and at least 5 s longer. The time of the citizen and of the back office does not count. The kiosk still takes cards: a slow sale is a good sale.',
    todo: [
      'Look at the network of the terminal: signal, cable and SIM card. A sale spends most of its time on the way to the bank and back.',
      'Restart the terminal, and run `sudo asan-kiosk terminal diagnosis`.',
      'Ask the bank whether its host is slow.',
      "After the repair, press *Cleaned* on the technician's page or run `sudo asan-kiosk terminal pay 0.10 --profile /etc/asan-kiosk/profile.yaml` with the kiosk stopped, then `sudo asan-kiosk terminal reverse NNNN` with the four digits of its receipt. The kiosk then learns the usual time from the next 30 sales.",
    ],
  },
};
