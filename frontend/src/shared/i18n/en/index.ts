import control from './control.json';
import dispatching from './dispatching.json';
import main from './main.json';
import supervise from './supervise.json';

/** One file per area of the console; top-level keys are the areas' own. */
export default {
  ...main,
  ...control,
  ...supervise,
  ...dispatching,
};
