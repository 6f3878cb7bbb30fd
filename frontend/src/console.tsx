import './app/console.css';
import { startConsole } from './app/start';

void startConsole();
