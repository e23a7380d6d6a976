/** Tests that run inside an application's loader, against really woven classes of one version of a client. */
package dev.breakwater.client.scenario;
