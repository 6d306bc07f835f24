package org.dspybench.simulator.wire;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.Admin;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.notmatched.NotMatchedRenderer;
import org.dspybench.simulator.provider.OpenAiErrors;

/** OpenAI's answer for a path that it does not have. */
final class NotFound extends NotMatchedRenderer {

  @Override
  protected ResponseDefinition render(Admin admin, ServeEvent serveEvent) {
    Request request = serveEvent.getRequest();
    String path = request.getUrl().split("\\?", 2)[0];
    String message = "Invalid URL (" + request.getMethod().getName() + " " + path + ")";
    return ResponseDefinitionBuilder.responseDefinition()
        .withStatus(404)
        .withHeader(Reply.CONTENT_TYPE, Reply.JSON)
        .withBody(OpenAiErrors.invalidRequest(message, null, null).toString())
        .build();
  }
}
