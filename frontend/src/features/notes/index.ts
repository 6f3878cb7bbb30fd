export { NoteBell } from './note-bell';
