// A document is put into a reader of machine-readable zones; both are in this program, on the two ends of a cable in memory.
import { cable, realClock as clock } from 'asan-kiosk/drivers';
import { createMrzReader } from 'asan-kiosk/drivers/id-reader/mrz';
import { createMrzReaderSimulator } from 'asan-kiosk/simulators/id-reader';

const { host: link, device: wire } = cable();
const simulator = createMrzReaderSimulator({ wire, clock });
const options = { link, clock, random: Math.random, today: () => new Date(), onDiscarded: console.warn };
const reader = createMrzReader(options);
reader.onStatus((status) => status.device === 'online' && simulator.insert('aze-card-woman'));
reader.onEvent((event) => {
  if (event.type !== 'document.read') return;
  console.log(event.result);
  void reader.close();
});
