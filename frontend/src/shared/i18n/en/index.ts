import alarms from './alarms.json';
import backup from './backup.json';
import control from './control.json';
import dispatching from './dispatching.json';
import faxes from './faxes.json';
import flows from './flows.json';
import gateways from './gateways.json';
import ivr from './ivr.json';
import letters from './letters.json';
import lists from './lists.json';
import machines from './machines.json';
import main from './main.json';
import outbound from './outbound.json';
import prompts from './prompts.json';
import queues from './queues.json';
import recordings from './recordings.json';
import routing from './routing.json';
import setup from './setup.json';
import sip from './sip.json';
import statistics from './statistics.json';
import supervise from './supervise.json';
import system from './system.json';
import texts from './texts.json';
import trunkAccount from './trunk-account.json';
import voicemail from './voicemail.json';
import workCalendar from './work-calendar.json';
import written from './written.json';

/** One file per area of the console; top-level keys are the areas' own. */
export default {
  ...main,
  ...alarms,
  ...backup,
  ...recordings,
  ...faxes,
  ...letters,
  ...flows,
  ...gateways,
  ...routing,
  ...queues,
  ...setup,
  ...control,
  ...statistics,
  ...supervise,
  ...sip,
  ...trunkAccount,
  ...dispatching,
  ...outbound,
  ...machines,
  ...ivr,
  ...lists,
  ...prompts,
  ...system,
  ...texts,
  ...voicemail,
  ...workCalendar,
  ...written,
};
