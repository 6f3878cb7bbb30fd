import { EMPTY } from './flow-model';
import { keepDrawing, keptDrawing, placeOf } from './kept-drawing';

test('a drawing is kept for one person, one flow, until it is a version', () => {
  const place = placeOf('east', 'u1', 'menu');
  keepDrawing(place, { base: 3, drawing: EMPTY });
  expect(keptDrawing(place)).toEqual({ base: 3, drawing: EMPTY });
  expect(keptDrawing(placeOf('east', 'u2', 'menu'))).toBeNull();
  expect(keptDrawing(placeOf('west', 'u1', 'menu'))).toBeNull();
  keepDrawing(place, null);
  expect(keptDrawing(place)).toBeNull();
});

test('what is no drawing is passed over', () => {
  sessionStorage.setItem('x', '{half');
  expect(keptDrawing('x')).toBeNull();
});
