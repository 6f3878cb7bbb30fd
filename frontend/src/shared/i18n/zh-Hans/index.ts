import control from './control.json';
import dispatching from './dispatching.json';
import main from './main.json';
import outbound from './outbound.json';
import routing from './routing.json';
import supervise from './supervise.json';

/** One file per area of the console; top-level keys are the areas' own. */
export default {
  ...main,
  ...routing,
  ...control,
  ...supervise,
  ...dispatching,
  ...outbound,
};
