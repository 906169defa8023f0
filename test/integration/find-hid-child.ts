import { hidDevices } from '../../provisioning/find/hid-devices.ts';
import { fakeIo } from '../support/fake-io.ts';

process.stdout.write(JSON.stringify(await hidDevices(fakeIo())));
