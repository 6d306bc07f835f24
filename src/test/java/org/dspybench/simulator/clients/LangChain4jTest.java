package org.dspybench.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.verdict.Sin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
@DisplayName("LangChain4j")
class LangChain4jTest {

  private static final Duration SHORTEST_FIRST_BACKOFF = Duration.ofMillis(400);

  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = new Provider();
  }

  @AfterAll
  static void end() {
    provider.close();
  }

  private static OpenAiChatModel model() {
    return builder().build();
  }

  private static OpenAiChatModel.OpenAiChatModelBuilder builder() {
    return OpenAiChatModel.builder()
        .baseUrl(provider.lm().baseUrl().toString())
        .apiKey("none")
        .modelName("gpt-4o-mini");
  }

  @Test
  @DisplayName("gets the answer")
  void answer_arrives() {
    provider.answersAll();

    assertThat(model().chat("Why?")).isEqualTo("Why?");
    assertThat(provider.attempts()).hasSize(1);
  }

  @Test
  @DisplayName("gets a streamed answer in pieces")
  void stream_isWhole() throws Exception {
    provider.answersAll();
    List<String> pieces = new CopyOnWriteArrayList<>();
    CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

    OpenAiStreamingChatModel.builder()
        .baseUrl(provider.lm().baseUrl().toString())
        .apiKey("none")
        .modelName("gpt-4o-mini")
        .build()
        .chat(
            "Why not?",
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String piece) {
                pieces.add(piece);
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
              }

              @Override
              public void onError(Throwable error) {
                whole.completeExceptionally(error);
              }
            });

    assertThat(whole.get(30, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("Why not?");
    assertThat(String.join("", pieces)).isEqualTo("Why not?");
  }

  @Test
  @DisplayName("gets a call of the tool that it offers")
  void tool_isCalled() {
    provider.answersAll();
    ToolSpecification weather =
        ToolSpecification.builder()
            .name("weather")
            .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
            .build();

    ChatResponse response =
        model()
            .chat(
                ChatRequest.builder()
                    .messages(UserMessage.from("Paris?"))
                    .toolSpecifications(weather)
                    .build());

    assertThat(response.aiMessage().toolExecutionRequests())
        .singleElement()
        .satisfies(request -> assertThat(request.name()).isEqualTo("weather"));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(FaultKind.RATE_LIMIT, RateLimitException.class),
        Arguments.of(FaultKind.INSUFFICIENT_QUOTA, RateLimitException.class),
        Arguments.of(FaultKind.SERVER_ERROR, InternalServerException.class),
        Arguments.of(FaultKind.OVERLOADED, InternalServerException.class),
        Arguments.of(FaultKind.INVALID_KEY, AuthenticationException.class),
        Arguments.of(FaultKind.CONTEXT_LENGTH, InvalidRequestException.class));
  }

  @ParameterizedTest
  @MethodSource("failures")
  @DisplayName("throws the exception that belongs to each failure")
  void failure_hasItsException(FaultKind kind, Class<? extends Throwable> type) {
    provider.failsFirst(1, kind);
    OpenAiChatModel once = builder().maxRetries(0).build();

    assertThatThrownBy(() -> once.chat("Why?")).isInstanceOf(type);
    assertThat(provider.attempts()).hasSize(1);
  }

  @Test
  @DisplayName("tries three times, the first two pauses about half a second and three quarters")
  void failure_isTriedThreeTimes() {
    provider.failsFirst(9, FaultKind.SERVER_ERROR);

    assertThatThrownBy(() -> model().chat("Why?")).isInstanceOf(InternalServerException.class);
    assertThat(provider.pauses())
        .hasSize(2)
        .allSatisfy(pause -> assertThat(pause).isGreaterThanOrEqualTo(SHORTEST_FIRST_BACKOFF));
  }

  @Test
  @DisplayName("reads no hint, and comes back before the wait is over")
  void wait_isIgnored() {
    Duration wait = Duration.ofMinutes(2);
    provider.refusesFirst(1, wait, Hints.OPENAI);

    assertThat(model().chat("Why?")).isEqualTo("Why?");
    assertThat(provider.pauses())
        .singleElement()
        .satisfies(pause -> assertThat(pause).isLessThan(wait));
    assertThat(provider.sins()).containsExactly(Sin.WAIT_IGNORED);
  }
}
