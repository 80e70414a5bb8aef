/**
 * The program that {@code demo()} investigates: a crawler whose memory grows until the kernel kills
 * it. It stands for any service with a database, caches and worker threads; nothing of heapsh uses
 * it.
 */
package heapsh.demo;
