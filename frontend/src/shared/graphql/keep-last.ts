import { mapExchange } from 'urql';
import { errorCode } from './errors';

/** While the server cannot be reached a query that was answered before keeps its last answer, beside the error. Without
 * it the desk would look signed out, and the telephone would be put down in the middle of a talk. */
export function keepLast() {
  const answers = new Map<number, object>();
  return mapExchange({
    onOperation: (operation) => {
      if (operation.kind === 'teardown') answers.delete(operation.key);
    },
    onResult: (result) => {
      const { operation, data, error } = result;
      if (operation.kind !== 'query') return;
      if (data) answers.set(operation.key, data);
      else if (error && errorCode(error) === 'NETWORK')
        return { ...result, data: answers.get(operation.key) };
    },
  });
}
